"""Print the boards: what each room offers to the others."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> int:
    from balss.cli import start_django

    start_django()
    from balss.shared.boards import ALL_BOARDS

    for name, board in sorted(ALL_BOARDS.items()):
        print(f"{name}: {board.purpose}")
        for key in board.keys():  # noqa: SIM118  (iterating a board gives pins)
            print(f"  {key}")
    return 0
