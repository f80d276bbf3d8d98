"""Files from outside: tables to import, pictures to keep."""
