"""policygen: tailored packs of online-safety policies, made from source."""

__version__ = "0.1.0"
