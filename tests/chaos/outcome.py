"""What came of a run, and what of that must not be."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tests.slack_server import Payload
from tests.slack_server.records import Post

MOST_MEMORY = 300.0
"""Megabytes of one replica: some 100 are its libraries and the knowledge."""

MOST_GROWTH = 25.0
"""Megabytes by which one that is not killed may grow, from the first third of its samples to the last."""

MOST_FILES = 200
"""Open files and connections of one replica that is at rest."""

IN_CONTEXT = 0.9
"""Share of the follow-ups that have to be read in the light of their thread: the rest fell into an outage."""

MOST_GIVEN_UP = 0.002
"""Share of the events, beside one, of which every delivery may fall into an outage: all are to be named with the
deliveries, and whoever refuses more than that is not to be relied on."""

MOST_WAIT = 120.0
"""Seconds that an event may wait for its answer once Slack was told that it is taken.

A claim lapses after 15, then it is looked for every 5, by replicas which may be killed in their turn.
"""

NOTED_WITHIN = 5.0
"""Seconds after a post in which its replica notes that the event is answered: Slack may take 2.5 to say that the
post is made, the database 2 to be told."""


@dataclass
class Delivery:
    """One delivery of an event, and what came of it."""

    at: float
    """Seconds since 1970."""
    to: str
    """The replica, by its token."""
    acknowledged: bool = False
    took: float = 0.0
    """Seconds, where something was said."""
    came_to: str = "nothing, for the run ended"


@dataclass
class Event:
    """An event, and how it fared."""

    payload: Payload
    follows: bool = False
    """Whether it has to be read in the light of its thread."""
    deliveries: list[Delivery] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    """The answers to it."""

    @property
    def id(self) -> str:
        return str(self.payload.body["event_id"])

    @property
    def acknowledged_after(self) -> float | None:
        """Seconds that the first delivery took which was acknowledged; None where none was."""
        return next((it.took for it in self.deliveries if it.acknowledged), None)

    @property
    def waited(self) -> float:
        """Seconds from when Slack was told that the event is taken to its answer; 0 where that came first."""
        told = next((it.at + it.took for it in self.deliveries if it.acknowledged), None)
        return max(0.0, float(self.posts[0].ts) - told) if self.posts and told is not None else 0.0

    def __str__(self) -> str:
        after = self.acknowledged_after
        taken = "never acknowledged" if after is None else f"acknowledged after {after:.1f} s"
        return f"{self.id} ({len(self.deliveries)} deliveries, {taken})"


@dataclass(frozen=True)
class Kill:
    """A replica that was killed, by its token, and when in seconds since 1970."""

    token: str
    at: float


@dataclass
class Outcome:
    """What there is to say in the end."""

    events: list[Event] = field(default_factory=list)
    troubles: Counter[str] = field(default_factory=Counter)
    kills: list[Kill] = field(default_factory=list)
    left_in_database: int = 0
    """Events that are still kept there."""
    said: dict[str, list[str]] = field(default_factory=dict)
    """What the replicas said of each event that was lost, given up or doubled."""
    memory: list[float] = field(default_factory=list)
    samples: list[float] = field(default_factory=list)
    """Memory over time of the replica that was spared in the second half."""
    files: list[int] = field(default_factory=list)

    @property
    def lost(self) -> list[Event]:
        """Events that were acknowledged, and never answered."""
        return [it for it in self.events if not it.posts and it.acknowledged_after is not None]

    @property
    def given_up(self) -> list[Event]:
        """Events of which no delivery was acknowledged, nor any answered: Slack gave up, and knows it."""
        return [it for it in self.events if not it.posts and it.acknowledged_after is None]

    @property
    def longest_wait(self) -> float:
        """Seconds that some event waited for its answer although it was acknowledged."""
        return max((it.waited for it in self.events), default=0.0)

    @property
    def doubled(self) -> list[Event]:
        """Events that were answered more than once."""
        return [it for it in self.events if len(it.posts) > 1]

    @property
    def killed_in_post(self) -> list[Event]:
        """Of those, the ones whose posts but the last were each made by a replica that was killed in it.

        That is before it could note that the event is answered.
        """
        return [it for it in self.doubled if all(self._died_in(post) for post in it.posts[:-1])]

    @property
    def for_no_reason(self) -> list[Event]:
        """The others."""
        return [it for it in self.doubled if it not in self.killed_in_post]

    def _died_in(self, post: Post) -> bool:
        made = float(post.ts)
        return any(it.token == post.token and -0.1 < it.at - made < NOTED_WITHIN for it in self.kills)

    @property
    def followed(self) -> list[bool]:
        """Of each follow-up, whether it was read in the light of its thread."""
        return [about(it.posts[0]).get("entry") == "bridge" for it in self.events if it.follows and it.posts]

    def story(self, event: Event) -> str:
        """What is known of *event*, for whoever looks for the reason: its posts, kills beside, and what was said."""
        posts = [(float(it.ts), f"posted by {it.token}") for it in event.posts]
        around = float(event.payload.ts)
        last = max((it.at for it in event.deliveries), default=around) - around
        kills = [(it.at, f"killed {it.token}") for it in self.kills if -5 < it.at - around < last + 30]
        deliveries = [(it.at, f"delivered to {it.to}: {it.came_to}") for it in event.deliveries]
        told = [f"{at - around:+.2f} s {what}" for at, what in sorted(posts + kills + deliveries)]
        return "".join(f"\n    {line}" for line in (*told, *self.said.get(event.id, ())))

    @property
    def growth(self) -> float:
        """Megabytes by which the spared replica grew."""
        third = len(self.samples) // 3
        return max(self.samples[-third:]) - max(self.samples[:third]) if third else 0.0

    def __str__(self) -> str:
        taken = sum(it.acknowledged_after is not None for it in self.events)
        spared = f"{self.samples[0]:.0f} to {self.samples[-1]:.0f} MB" if self.samples else "not looked at"
        return "\n".join(
            (
                f"{len(self.events)} events in {sum(len(it.deliveries) for it in self.events)} deliveries, "
                f"{taken} acknowledged",
                f"answered once {sum(len(it.posts) == 1 for it in self.events)}, lost {len(self.lost)}, given up by "
                f"Slack without an acknowledgement {len(self.given_up)}, twice "
                f"because of a kill in the post {len(self.killed_in_post)} {list(map(str, self.killed_in_post))}, "
                f"twice for no reason {len(self.for_no_reason)}; left in the database {self.left_in_database}",
                f"acknowledged and answered later: {sum(it.waited > 0 for it in self.events)}, the last of them "
                f"after {self.longest_wait:.1f} s",
                f"went wrong: {dict(self.troubles)}",
                f"follow-ups {len(self.followed)}, of which {sum(self.followed)} read in the light of their thread",
                f"memory of one that was spared: {spared} in {len(self.samples)} samples, so it grew by "
                f"{self.growth:.1f} MB; at the end {[round(it) for it in self.memory]} MB, open files {self.files}",
                *(f"given up by Slack: {it}{self.story(it)}" for it in self.given_up),
            )
        )


def about(post: Post) -> dict[str, object]:
    """What *post* says of itself: the event that it answers, and its topic."""
    payload = (post.metadata or {}).get("event_payload", {})
    return payload if isinstance(payload, dict) else {}


def faults(outcome: Outcome) -> list[str]:
    """What must not be."""
    found = [f"acknowledged and never answered: {it}{outcome.story(it)}" for it in outcome.lost]
    if len(outcome.given_up) > 1 + MOST_GIVEN_UP * len(outcome.events):
        found.append(f"Slack gave {len(outcome.given_up)} events up: too little is acknowledged")
    found += [f"answered more than once: {it}{outcome.story(it)}" for it in outcome.for_no_reason]
    found += [
        f"answered {it.waited:.0f} s after it was acknowledged: {it}{outcome.story(it)}"
        for it in outcome.events
        if it.waited > MOST_WAIT
    ]
    if outcome.left_in_database:
        found.append(f"{outcome.left_in_database} events are still kept in the database")
    if max(outcome.memory) > MOST_MEMORY:
        found.append(f"a replica holds {max(outcome.memory):.0f} MB")
    if max(outcome.files) > MOST_FILES:
        found.append(f"a replica has {max(outcome.files)} open files")
    if outcome.growth > MOST_GROWTH:
        found.append(f"a replica grew by {outcome.growth:.1f} MB")
    if sum(outcome.followed) < IN_CONTEXT * len(outcome.followed):
        found.append(f"follow-ups read without their thread: {outcome.followed.count(False)}")
    return found
