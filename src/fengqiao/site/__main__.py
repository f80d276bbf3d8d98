"""`python -m fengqiao.site`: the web, whose workers fork from a process that has everything read already.

Each worker would otherwise read the whole house for itself, at its first request, while somebody waits.
The port and the rest of the web server's own words stand in the command line.
"""

from granian.cli import cli

from fengqiao.site.wsgi import stand_ready

if __name__ == "__main__":
    stand_ready()
    cli()
