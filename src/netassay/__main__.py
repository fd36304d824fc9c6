"""``python -m netassay``."""

from netassay.cli import main

if __name__ == "__main__":
    main()
