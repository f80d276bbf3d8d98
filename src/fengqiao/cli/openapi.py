"""`fengqiao openapi`: print the description of the API, from which clients are made."""

import argparse
import json
import sys
from importlib import import_module
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Add the subcommand."""
    parser = subparsers.add_parser("openapi", help="print the API's description")
    parser.add_argument("--compact", action="store_true", help="on one line")


def run(args: argparse.Namespace) -> int:
    """Print the OpenAPI document to standard output; 0."""
    # By name: a command may not import another door's package, and Django is set up only now.
    api = import_module("fengqiao.api.application").api
    document = api.get_openapi_schema(path_prefix="/api/v1/")
    text = json.dumps(document, ensure_ascii=False, indent=None if args.compact else 2)
    sys.stdout.write(f"{text}\n")
    return 0
