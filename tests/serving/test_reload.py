"""Changed knowledge without a restart: swapped in one step, or refused while the old one serves on."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks.slack import resident
from tests.conftest import BRIDGE, PEACE, SOURCES, TALK, KnowledgeDir
from tests.slack_server import BotProcess, SlackServer
from tests.slack_server.fixtures import said_to, words

pytestmark = pytest.mark.slow

REQUESTS, SWAPS, AT_ONCE = 1_000, 10, 16
EDITIONS = ("Oak", "Elm")


def edition(name: str) -> str:
    """The bridge, named in its title and in its fact: an answer made of two editions would show it."""
    return BRIDGE.replace("The bridge", f"The {name} bridge", 1).replace(
        "text: The bridge", f"text: The {name} bridge"
    )


async def test_no_request_fails_or_is_answered_from_two_editions_while_knowledge_changes(
    own_slack: SlackServer, knowledge_dir: KnowledgeDir
) -> None:
    knowledge_dir.write("entries/bridge.yaml", edition("Oak"))
    env = {"OTS_KNOWLEDGE": str(knowledge_dir.path), "OTS_LOG_LEVEL": "INFO"}
    async with BotProcess.start(own_slack, env=env) as bot:
        seen: set[str] = set()
        asked = 0
        swapping = asyncio.create_task(change(bot, knowledge_dir))

        async def ask() -> None:
            nonlocal asked
            while asked < REQUESTS or not swapping.done():
                asked += 1
                received = await bot.receive(own_slack.command("bridge"))
                assert received.status == 200
                said = words(received.blocks)
                named = {name for name in EDITIONS if name in said + received.text}
                assert len(named) == 1, said
                assert said.count(min(named)) == 2  # in the title and in the fact
                seen.update(named)

        await asyncio.gather(swapping, *(ask() for _ in range(AT_ONCE)))
        assert seen == set(EDITIONS)
        assert bot.output.count("knowledge reloaded") == SWAPS // 2


async def change(bot: BotProcess, knowledge_dir: KnowledgeDir) -> None:
    """Change the knowledge again and again, every other time for the worse."""
    for number in range(SWAPS):
        faulty = number % 2 == 0
        name = EDITIONS[(number // 2 + 1) % 2]
        text = edition(name).replace("nearly 900", "900", 1) if faulty else edition(name)
        knowledge_dir.write("entries/bridge.yaml", text)
        said = "the knowledge stays as it was" if faulty else "knowledge reloaded"
        before = bot.output.count(said)
        bot.signal(signal.SIGHUP)
        while bot.output.count(said) == before:
            await bot.slack.until_changed(0.01)


async def test_a_question_that_a_change_comes_upon_is_answered_from_what_it_began_with(
    own_slack: SlackServer, knowledge_dir: KnowledgeDir
) -> None:
    env = {"OTS_KNOWLEDGE": str(knowledge_dir.path)}
    async with BotProcess.start(own_slack, env=env) as bot:
        first = own_slack.mention("bridge")
        await said_to(bot, first)
        await bot.restart()
        own_slack.fail("conversations.replies", status=200, delay=1.2)
        then = asyncio.create_task(bot.receive(own_slack.mention("how long is it?", thread_ts=first.ts)))
        await own_slack.wait_for(lambda: own_slack.calls[-1].method == "conversations.replies")
        (knowledge_dir.path / "entries/bridge.yaml").unlink()
        for name, written in (("sources.yaml", SOURCES), ("entries/peace.yaml", PEACE)):
            knowledge_dir.write(name, written.replace("id: talk", "id: speech"))
        bot.signal(signal.SIGHUP)
        await own_slack.wait_for(lambda: "knowledge reloaded" in bot.output)
        assert (await then).status == 200
        await own_slack.wait_for(lambda: len(own_slack.answers) == 2)
        assert "900 metres" in own_slack.answers[-1].text


async def test_who_is_told_while_starting_serves_the_change_all_the_same(
    own_slack: SlackServer, knowledge_dir: KnowledgeDir
) -> None:
    env = {"OTS_KNOWLEDGE": str(knowledge_dir.path), "WEB_CONCURRENCY": "2"}
    async with BotProcess.start(own_slack, env=env, wait=False, forked=False) as bot:
        await own_slack.wait_for(lambda: "several processes" in bot.output)
        save(knowledge_dir.path, EDITIONS[1])
        while bot.output.count("knowledge reloaded") < 2:
            bot.signal(signal.SIGHUP)
            await asyncio.sleep(0.02)
        await own_slack.wait_for(lambda: bot.output.count("listening on") == 2)
        assert "ended with" not in bot.output
        assert EDITIONS[1] in (await bot.receive(own_slack.command("bridge"))).text


async def test_a_faulty_change_is_reported_as_by_the_check(
    own_slack: SlackServer, knowledge_dir: KnowledgeDir
) -> None:
    async with BotProcess.start(own_slack, env={"OTS_KNOWLEDGE": str(knowledge_dir.path)}) as bot:
        knowledge_dir.write("entries/bridge.yaml", BRIDGE.replace("is nearly", "is", 1))
        bot.signal(signal.SIGHUP)
        await own_slack.wait_for(lambda: "stays as it was" in bot.output)
        fault = knowledge_dir.run("check").err.splitlines()[0]
        await own_slack.wait_for(lambda: fault in bot.output)
        assert "nearly 900" in (await bot.receive(own_slack.command("bridge"))).text
        knowledge_dir.write("entries/many.yaml", "- id: x\n" * 1_000)
        bot.signal(signal.SIGHUP)
        await own_slack.wait_for(lambda: "more: ots check shows all" in bot.output)
        assert len(bot.output.splitlines()) < 100


def save(place: Path, name: str) -> None:
    """Write over the file."""
    (place / "entries/bridge.yaml").write_text(edition(name))


def save_atomically(place: Path, name: str) -> None:
    """Write beside the file, and put that in its place: as editors do."""
    aside = place / "entries/.bridge.yaml.swp"
    aside.write_text(edition(name))
    aside.rename(place / "entries/bridge.yaml")


def replace_directory(place: Path, name: str) -> None:
    """Put another directory in the place of the first."""
    aside = place.with_name("new")
    shutil.copytree(place, aside)
    save(aside, name)
    old = place.with_name("old")
    place.rename(old)
    aside.rename(place)
    shutil.rmtree(old)


def replace_slowly(place: Path, name: str) -> None:
    """Remove all, and write it anew: for a moment nothing is there."""
    kept = place.with_name("kept")
    shutil.copytree(place, kept)
    shutil.rmtree(place)
    shutil.copytree(kept, place)
    save(place, name)
    shutil.rmtree(kept)


def add_file(place: Path, name: str) -> None:
    """Move the entry to a file of another name."""
    (place / "entries/bridge.yaml").unlink(missing_ok=True)
    for old in place.glob("entries/bridge-*.yaml"):
        old.unlink()
    (place / f"entries/bridge-{name}.yaml").write_text(edition(name))


def copy_with_its_times(place: Path, name: str) -> None:
    """As `cp -p` over it: of the same length, and dated as before."""
    file = place / "entries/bridge.yaml"
    before = file.stat()
    with file.open("r+") as written:
        written.write(edition(name))
        written.truncate()
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [save, save_atomically, replace_directory, replace_slowly, add_file, copy_with_its_times],
    ids=lambda it: it.__name__,
)
async def test_watched_files_are_taken_by_themselves_again_and_again(
    own_slack: SlackServer,
    knowledge_dir: KnowledgeDir,
    tmp_path_factory: pytest.TempPathFactory,
    change: Callable[[Path, str], None],
) -> None:
    place = tmp_path_factory.mktemp("watched") / "knowledge"
    shutil.copytree(knowledge_dir.path, place)
    async with BotProcess.start(own_slack, env={"OTS_KNOWLEDGE": str(place)}, args=["--watch"]) as bot:
        for number, name in enumerate(("Elm", "Oak", "Elm"), 1):
            change(place, name)
            await taken(bot, number, name)


async def test_that_nothing_is_left_to_watch_is_told_once(
    own_slack: SlackServer, knowledge_dir: KnowledgeDir, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("watched") / "knowledge"
    shutil.copytree(knowledge_dir.path, place)
    told = f"there is nothing at {place} any more: what was there is served on"
    async with BotProcess.start(own_slack, env={"OTS_KNOWLEDGE": str(place)}, args=["--watch"]) as bot:
        place.rename(place.with_name("gone"))
        await own_slack.wait_for(lambda: told in bot.output)
        place.with_name("gone").rename(place)
        save(place, "Elm")
        await taken(bot, 1, "Elm")
        assert bot.output.count(told) == 1


async def taken(bot: BotProcess, number: int, name: str) -> None:
    """The knowledge named *name* is served, after so many loadings."""
    await bot.slack.wait_for(lambda: bot.output.count("knowledge reloaded") >= number)
    assert name in (await bot.receive(bot.slack.command("bridge"))).text
    assert bot.output.count("knowledge reloaded") == number


def swap(link: Path, target: Path) -> None:
    """Let *link* lead to *target* in one step."""
    aside = link.with_name(f"{link.name}.new")
    aside.symlink_to(target)
    aside.rename(link)


async def test_a_link_that_leads_elsewhere_is_followed(
    own_slack: SlackServer, knowledge_dir: KnowledgeDir, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("synced")
    for name in ("Elm", "Oak"):
        shutil.copytree(knowledge_dir.path, place / name)
        save(place / name, name)
    current = place / "current"
    current.symlink_to("Oak")
    async with BotProcess.start(own_slack, env={"OTS_KNOWLEDGE": str(current)}, args=["--watch"]) as bot:
        for number, name in enumerate(("Elm", "Oak"), 1):
            swap(current, Path(name))
            await taken(bot, number, name)
        save(place / "Oak", "Elm")
        await taken(bot, 3, "Elm")


async def test_a_config_map_is_followed(
    own_slack: SlackServer, knowledge_dir: KnowledgeDir, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Kubernetes mounts files as links through one hidden link, which alone is swapped."""
    place = tmp_path_factory.mktemp("mounted")
    for number, name in enumerate(("Oak", "Elm")):
        shutil.copytree(knowledge_dir.path, place / f"..{number}")
        save(place / f"..{number}", name)
    (place / "..data").symlink_to("..0")
    for name in ("sources.yaml", "seeds", "entries"):
        (place / name).symlink_to(f"..data/{name}")
    async with BotProcess.start(own_slack, env={"OTS_KNOWLEDGE": str(place)}, args=["--watch"]) as bot:
        swap(place / "..data", Path("..1"))
        await taken(bot, 1, "Elm")


async def test_what_is_hidden_or_leads_nowhere_or_back_changes_nothing(
    own_slack: SlackServer, knowledge_dir: KnowledgeDir
) -> None:
    env = {"OTS_KNOWLEDGE": str(knowledge_dir.path)}
    async with BotProcess.start(own_slack, env=env, args=["--watch"]) as bot:
        (knowledge_dir.path / ".git").mkdir()
        knowledge_dir.write(".git/index", "x")
        os.symlink("nobody@nowhere", knowledge_dir.path / ".#bridge.yaml")  # noqa: PTH211
        await asyncio.sleep(2.5)
        assert "reloaded" not in bot.output
        (knowledge_dir.path / "loop").symlink_to(".")
        knowledge_dir.write("entries/bridge.yaml", edition("Elm"))
        await own_slack.wait_for(lambda: "knowledge reloaded" in bot.output)
        assert "Elm" in (await bot.receive(own_slack.command("bridge"))).text


async def test_a_command_of_another_name_is_answered_at_once_and_slack_is_to_be_told(
    own_slack: SlackServer, knowledge_dir: KnowledgeDir
) -> None:
    async with BotProcess.start(own_slack, env={"OTS_KNOWLEDGE": str(knowledge_dir.path)}) as bot:
        knowledge_dir.write("about.yaml", "command: /bridge\nsubject: the bridge\n")
        bot.signal(signal.SIGHUP)
        told = (
            "command of about.yaml changed: Slack goes by what it was until you paste what `ots manifest` "
            "prints into the app's settings"
        )
        await own_slack.wait_for(lambda: told in bot.output)
        for name in ("/ots", "/bridge"):
            assert "nearly 900" in (await bot.receive(own_slack.command("bridge", name=name))).text


async def test_texts_are_checked_by_the_directorys_own_words_as_they_are_now(
    own_slack: SlackServer, knowledge_dir: KnowledgeDir
) -> None:
    knowledge_dir.write("seeds/talk.txt", f"{TALK}\nThe Harbour Fair is held in Grimsmouth.\n")
    knowledge_dir.write("entries/fair.yaml", FAIR)
    message = own_slack.say("The Harbour Fair is held in Grim.")
    async with BotProcess.start(own_slack, env={"OTS_KNOWLEDGE": str(knowledge_dir.path)}) as bot:

        async def checked() -> str:
            before = len(own_slack.responses)
            await bot.receive(own_slack.message_shortcut(message, "check_against_source"))
            await own_slack.wait_for(lambda: len(own_slack.responses) > before)
            return own_slack.responses[-1].text

        assert "agrees" not in await checked()
        knowledge_dir.write("language/names.yaml", "cities: {Grimsmouth: [Grim]}\n")
        bot.signal(signal.SIGHUP)
        await own_slack.wait_for(lambda: "knowledge reloaded" in bot.output)
        assert "Grim: agrees" in await checked()


FAIR = """\
- id: fair
  kind: event
  title: Harbour Fair
  facts:
    - text: The Harbour Fair is held in Grimsmouth.
      quote: The Harbour Fair is held in Grimsmouth.
      occasion: {what: Harbour Fair, city: Grimsmouth}
"""


async def test_memory_stays_as_it_is_however_often_knowledge_changes(
    own_slack: SlackServer, knowledge_dir: KnowledgeDir
) -> None:
    env = {"OTS_KNOWLEDGE": str(knowledge_dir.path)}
    async with BotProcess.start(own_slack, env=env, forked=False) as bot:
        held = []
        for number in range(10):
            faulty = number % 3 == 2
            knowledge_dir.write(
                "entries/bridge.yaml", BRIDGE.replace("nearly 900", "900", 1) if faulty else BRIDGE
            )
            said = "the knowledge stays as it was" if faulty else "knowledge reloaded"
            before = bot.output.count(said)
            bot.signal(signal.SIGHUP)
            await own_slack.wait_for(lambda: bot.output.count(said) > before)  # noqa: B023
            held.append(resident(bot.pid))
        # Each edition takes 16; the first reload also takes what loading needs for a while.
        assert max(held[5:]) - held[2] < 20, held
