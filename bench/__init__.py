"""How fast it is, against floors measured in the same run: `python3 manage.py bench`."""
