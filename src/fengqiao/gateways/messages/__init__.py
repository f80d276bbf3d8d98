"""How messages leave: SMS, the app, source systems. The default of each is a Null twin that sends nothing outside."""

from fengqiao.gateways.messages.gateway import Gateway, GatewayError, Gateways, Letterbox, NullGateway

__all__ = ["Gateway", "GatewayError", "Gateways", "Letterbox", "NullGateway"]
