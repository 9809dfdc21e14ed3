"""The driver of a connection."""

from balss.notices.services.official.connections import Connection
from balss.notices.services.official.div import Div, Keys
from balss.notices.services.official.documents import Documents
from balss.notices.services.official.exchange import Line
from balss.notices.services.official.folder import Folder
from balss.notices.services.official.gateway import Driver


def driver_of(connection: Connection) -> Driver:
    """How messages of the connection's institution go out."""
    if connection.driver == "folder":
        return Folder(connection.place)
    line = Line(connection.place, connection.client, connection.authority)
    if connection.driver == "documents":
        return Documents(line)
    return Div(line, Keys(connection.signing, connection.certificate, connection.opening))
