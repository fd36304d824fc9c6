"""Lines with a secret (``{}``) as devices print them, and lines that hold none."""

from __future__ import annotations

from typing import Final

__all__ = ["LINES", "NONE", "TABLES"]

#: By family of systems; written for these tests, after the vendors' command references.
LINES: Final[dict[str, str]] = {
    "cx": """\
user admin group administrators password ciphertext {}
user monitor group operators password plaintext {}
snmp-server community {}
snmpv3 user bob auth sha auth-pass ciphertext {}
snmpv3 user bob auth sha auth-pass ciphertext *** priv aes priv-pass ciphertext {}
snmp-server host 198.51.100.9 trap version v2c community {}
radius-server host 198.51.100.9 key ciphertext {} vrf mgmt
radius-server key plaintext {}
tacacs-server host 198.51.100.9 key ciphertext {}
tacacs-server key ciphertext {}
ntp authentication-key 1 md5 ciphertext {} trusted
    ip ospf message-digest-key 1 md5 ciphertext {}
    ip ospf authentication-key ciphertext {}
    key-string ciphertext {}
    neighbor 198.51.100.9 password ciphertext {}
    mka pre-shared-key ckn 1234 cak ciphertext {}
radius dyn-authorization client 198.51.100.9 secret-key ciphertext {}
    authentication text {}
""".replace("    authentication text {}\n", ""),
    "aos-s": """\
password manager user-name "admin" sha1 "{}"
password operator plaintext {}
snmp-server community "{}" unrestricted
snmp-server host 198.51.100.9 community "{}" trap-level all
snmpv3 user "bob" auth sha "{}"
snmpv3 user "bob" auth sha "***" priv aes "{}"
snmpv3 community index "1" name "{}" sec-name "x"
radius-server host 198.51.100.9 key "{}"
radius-server host 198.51.100.9 encrypted-key "{}"
radius-server key "{}"
tacacs-server host 198.51.100.9 key "{}"
key-chain "ospf" key 1 key-string "{}"
sntp authentication key-id 1 authentication-mode md5 key-value "{}" trusted
   ip ospf md5-auth-key 1 key "{}"
aaa port-access supplicant 1 identity bob secret {}
encrypt-credentials pre-shared-key plaintext {}
""".replace('   ip ospf md5-auth-key 1 key "{}"\n', ""),
    "aos 8 and 10": """\
mgmt-user admin root {}
enable secret "{}"
localip 0.0.0.0 ipsec {}
masterip 198.51.100.9 ipsec {} interface vlan 1
conductorip 198.51.100.9 ipsec {}
   key {}
   admin-passwd {}
    wpa-passphrase {}
    wpa-hexkey {}
    wepkey1 {}
crypto isakmp key "{}" address 0.0.0.0 netmask 0.0.0.0
crypto-local isakmp key {} address 198.51.100.9 netmask 255.255.255.255
snmp-server user bob auth-prot sha {}
snmp-server user bob auth-prot sha *** priv-prot AES {}
snmp-server host 198.51.100.9 version 2c {} udp-port 162
local-userdb add username bob password {} role guest
    ap-console-password {}
    bkup-passwords {}
    pppoe-passwd {}
    ikepsk {}
""",
    "instant": """\
mgmt-user admin {}
hash-mgmt-user admin password hash {}
virtual-controller-key {}
user guest1 {} portal
user guest1 {} radius
vpn ikepsk {} username bob password ***
vpn ikepsk *** username bob password {}
ams-key {}
ap1x-peap-user bob {}
snmp-server community {}
snmp-server host 198.51.100.9 version 2c name {} inform
wlan auth-server x
 key {}
 wpa-passphrase {}
""",
    "ios": """\
enable secret 5 {}
enable password 7 {}
username bob privilege 15 secret 9 {}
username bob password 0 {}
 password 7 {}
snmp-server community {} RO 10
snmp-server host 198.51.100.9 version 2c {}
snmp-server host 198.51.100.9 traps {}
snmp-server user bob grp v3 auth sha {}
snmp-server user bob grp v3 auth sha *** priv aes 128 {}
tacacs-server key 7 {}
 key 7 {}
radius-server host 198.51.100.9 auth-port 1812 acct-port 1813 key 7 {}
 server-private 198.51.100.9 key 7 {}
 client 198.51.100.9 server-key 7 {}
crypto isakmp key 6 {} address 198.51.100.9
  pre-shared-key local {}
  pre-shared-key remote 6 {}
  pre-shared-key address 0.0.0.0 0.0.0.0 key {}
 ip ospf authentication-key 7 {}
 ip ospf message-digest-key 1 md5 7 {}
 area 1 virtual-link 198.51.100.9 message-digest-key 1 md5 {}
 standby 1 authentication md5 key-string 7 {}
 standby 1 authentication {}
 vrrp 1 authentication text {}
 wpa-psk ascii 7 {}
ntp authentication-key 1 md5 {} 7
 neighbor 198.51.100.9 password 7 {}
  key-string 7 {}
 ppp chap password 7 {}
 ppp pap sent-username x password 7 {}
 isis password {}
 area-password {}
mpls ldp neighbor 198.51.100.9 password {}
key config-key password-encrypt {}
 hello-authentication-key 3 {}
set snmp community {} authorization read-only
set system radius-server 198.51.100.9 secret "{}"
crypto ipsec preshared-key {}
""",
    "show": """\
Community Name : {}
 Global Encryption Key          : {}
Shared-Secret                : {}
WPA Passphrase        {}
Passphrase    :{}
PSK={}
Pre-Shared Key: {}
Authentication key = {}
<password>{}</password>
{"password": "{}"}
{'psk': '{}', 'x': 1}
id=5&password={}&x=1
""",
}
#: The same, where a column holds it.
TABLES: Final = (
    """\
  Community Name   MIB View Write Access
  ---------------- -------- ------------
  {}         Manager  Unrestricted
  public2          Operator Restricted
""",
    """\
--------------------------------------------------
SNMP communities
--------------------------------------------------
Community     Access-level   ACL Name  ACL Type
--------------------------------------------------
{}      ro             none
""",
    """\
                  Auth Acct DM/ Time   |
  Server IP Addr  Port Port CoA Window | Encryption Key                   OOBM
  --------------- ---- ---- --- ------ + -------------------------------- ----
  198.51.100.9    1812 1813 No  300    | {}         No
""",
    """\
Auth key  Trusted  MD5 password
--------  -------  ------------
10        No       {}
""",
    """\
Local User Summary
------------------
Name  Password  Role   Status
----  --------  ----   ------
x     {}  guest  Active
""",
)
#: What is like them and holds none.
NONE: Final = """\
key 1
 key chain ospf
Invalid password for user interface
password is incorrect
service password-encryption
security passwords min-length 8
aaa password-policy mgmt password-min-length 8
crypto key generate rsa
 neighbor ibgp send-community
 set community 65000:100
Key Size: 2048
Key exchange failed
password manager
Password : ********
Shared-Secret : None
WPA Passphrase        N/A
authentication mode open
crypto pki trustpoint x
Encryption Key          :
spanning-tree priority 4
vlan 10 name cellar
interface 1/1/1
no shutdown
  Community Name   MIB View Write Access
  ---------------- -------- ------------

Uptime : 3 days
"""
