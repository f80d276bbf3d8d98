"""Ways to a docked body (四调对接): a folder that its front-end machine fetches from; the Null twin is that of messages."""

from fengqiao.gateways.dockings.folder import FolderDocking

__all__ = ["FolderDocking"]
