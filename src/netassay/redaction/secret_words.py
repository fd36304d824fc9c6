"""Words of configurations and of `show` that say: what follows is a secret.

Forms: AOS-CX, AOS-S, AOS 8 and 10 (gateways and access points), Instant, IOS and alike. The vendors'
command references have them; `tests/redaction/configurations.py` has a line of each.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "ALGORITHM",
    "IDENTIFIED",
    "KEY_PLACES",
    "LABEL",
    "NO_SECRET",
    "ROLES",
    "SECRET",
    "SKIPPED",
    "TELLING",
    "is_hidden",
]

#: What each line with a secret has: most texts have none of it.
TELLING: Final = re.compile(
    r"passw|passphr|passcode|pwd|secret|psk|key|communit|snmp|ipsec|mgmt-user|user|-pass\b|cak|authentic|hash"
    r"|token|PRIVATE|\$\d|AQB|eyJ",
    re.IGNORECASE,
)
#: A word before a secret, whatever stands before it: `auth-pass`, `wpa-passphrase`, `pre-shared-key`.
SECRET: Final = re.compile(
    r"(?:[\w.-]*[-_])?(?:passwords?|passwds?|passphrase|passcode|pwd|secret|psk|ikepsk)"
    r"|(?:[\w.-]*[-_])?(?:pre-?shared-?key|shared-?(?:key|secret)|secret-?key|encrypted-key|encrypted-password)"
    r"|(?:[\w.-]*[-_])?(?:auth|priv|user|login|cert|key)-?pass(?:word)?"
    r"|(?:[\w.-]*[-_])?(?:authentication|message-digest|encryption|server|virtual-controller|ams|private|cluster|mesh|auth|wpa|wep|ike)"
    r"[-_]key\d?|(?:wep-?key|wpa-?hex-?key|hexkey)\d?|key-?(?:string|value)|md5-(?:key|password)"
    r"|password-encrypt|cak|(?:access|api|auth|refresh)[-_]?(?:token|key)|community|ipsec-key|ipseckey",
    re.IGNORECASE,
)
#: Before `key`, on its line or above it, for a secret behind it.
KEY_PLACES: Final = re.compile(
    r"radius(?:-server)?|tacacs(?:-server)?|server-private|isakmp|rfc-3576-server|auth-server|ldap"
    r"|authentication-server|dyn-author(?:ization)?|pre-shared-key|keyring|client|server",
    re.IGNORECASE,
)
#: Stand between such a word and its secret: how it is written, which it is, where it holds.
SKIPPED: Final = frozenset(
    [
        "ciphertext",
        "plaintext",
        "encrypted",
        "hash",
        "hashed",
        "sha",
        "sha1",
        "sha224",
        "sha256",
        "sha384",
        "sha512",
        "sha-1",
        "sha-256",
        "md5",
        "ascii",
        "hex",
        "text",
        "cleartext",
        "clear",
        "clear-text",
        "unencrypted",
        "encryption",
        "local",
        "remote",
        "name",
        "string",
        "key",
        "is",
        "manager",
        "operator",
        "all",
        "port-access",
        "set",
        "to",
        "hmac-sha-256",
        "hmac-sha-1",
        "hmac-md5",
        "cmac-aes-128",
        "aes",
        "type",
        "128",
        "192",
        "256",
    ]
)
#: Stand there with a word of their own: `user-name "admin"`, `index 1`, `address 0.0.0.0 0.0.0.0`.
IDENTIFIED: Final = frozenset(
    ["user-name", "username", "user", "index", "address", "hostname", "fqdn", "id", "key-id", "ckn"]
)
ALGORITHM: Final = re.compile(
    r"md5|sha\d?(?:-?\d{3})?|aes-?\d{0,3}|3?des(?:56)?|aes(?:128|192|256)|hmac-\S+", re.IGNORECASE
)
#: Behind such a word where no secret is: sentences, and settings of passwords.
NO_SECRET: Final = frozenset(
    [
        "for",
        "is",
        "was",
        "are",
        "were",
        "and",
        "or",
        "of",
        "in",
        "on",
        "to",
        "from",
        "not",
        "has",
        "have",
        "must",
        "will",
        "may",
        "can",
        "cannot",
        "the",
        "a",
        "an",
        "with",
        "by",
        "at",
        "as",
        "expired",
        "incorrect",
        "wrong",
        "invalid",
        "mismatch",
        "mismatched",
        "authentication",
        "required",
        "prompt",
        "change",
        "changed",
        "failed",
        "failure",
        "recovery",
        "policy",
        "complexity",
        "history",
        "aging",
        "expiry",
        "expiration",
        "reset",
        "strength",
        "length",
        "min-length",
        "minimum",
        "maximum",
        "max-length",
        "encryption",
        "check",
        "protected",
        "protection",
        "enabled",
        "disabled",
        "enable",
        "disable",
        "configured",
        "only",
        "none",
        "null",
        "unset",
        "default",
        "generate",
        "zeroize",
        "import",
        "export",
        "chain",
        "exchange",
        "management",
        "size",
        "rotation",
        "auth",
        "group",
        "role",
        "list",
        "map",
        "access-level",
        "access",
        "level",
        "ro",
        "rw",
        "read-only",
        "read-write",
        "server",
        "host",
        "port",
    ]
)
#: Roles and forms of `mgmt-user`, which are no secrets.
ROLES: Final = frozenset(
    [
        "root",
        "read-only",
        "guest-mgmt",
        "guest-provisioning",
        "location-api-mgmt",
        "location-api-management",
        "network-operations",
        "nbapi-mgmt",
        "ap-provisioning",
        "no-access",
        "standard",
        "local",
    ]
)
#: Labels of secrets in `show`: `Shared Secret : x`, a column `Community Name`.
LABEL: Final = re.compile(
    r"(?:.*[\s_-])?(?:passwords?|passwd|passphrase|passcode|psk|secret|hexkey|hash"
    r"|community(?:[ _-](?:name|string))?"
    r"|(?:encryption|shared|auth(?:entication)?|pre-?shared|wep|wpa|private|secret|radius|tacacs|global|md5|server"
    r"|encrypted)[ _-]?key(?:[ _-]?\d)?|key[ _-]string|(?:access|api|auth|refresh|bearer)[ _-]?token)|key",
    re.IGNORECASE,
)
_HIDDEN: Final = re.compile(
    r"[*x.\-_ :=]*|<[^>]*>|n/?a|none|null|-+|not (?:set|configured|available)|yes|no|"
    r"unset|enabled?|disabled?|true|false|configured|default|\(?hidden\)?|unknown",
    re.IGNORECASE,
)


def is_hidden(value: str) -> bool:
    """Say whether the device itself has hidden a secret (``********``), or says that there is none."""
    return _HIDDEN.fullmatch(value) is not None
