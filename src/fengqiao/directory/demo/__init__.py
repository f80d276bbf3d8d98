"""A fictional county to try things in (DOMAIN section 8); every name in it is made up."""

from fengqiao.directory.demo.county import demo_county
from fengqiao.directory.demo.staff import DemoAccount

__all__ = ["DemoAccount", "demo_county"]
