"""Slack, played on loopback: its Web API, response URLs and sockets, and the people who use them."""

from .client import BotProcess
from .records import Acknowledgement, Call, Payload, Post, Received, ResponsePost, ViewCall
from .server import SlackServer

__all__ = [
    "Acknowledgement",
    "BotProcess",
    "Call",
    "Payload",
    "Post",
    "Received",
    "ResponsePost",
    "SlackServer",
    "ViewCall",
]
