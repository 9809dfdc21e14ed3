"""What the shared ground pins on its own boards."""

from balss.shared.files.guards import may_download
from balss.shared.permissions import Action, actions

actions.pin(
    Action("shared.store_file", "give a file to keep", lambda actor, _obj, _now: actor.is_signed_in),
    Action("shared.download_file", "read a file: public, or guarded by what it hangs on", may_download),
    Action(
        "shared.remove_file",
        "take away a file one has given",
        lambda actor, file, _now: actor.account_id is not None and actor.account_id == file.account_id,
    ),
)
