"""Taking turns: the product and the plain thing, round by round, each timed without the garbage collector."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from statistics import median
from time import perf_counter


def nothing():
    """There is nothing to prepare."""


@dataclass(frozen=True)
class Side:
    """Something to time: `run` gets what `prepare` made, and does `units` of the work the figure is about."""

    run: Callable
    prepare: Callable = nothing
    units: int = 1

    def seconds(self) -> float:
        """What one unit takes, in one round."""
        prepared = self.prepare()
        gc.collect()
        gc.disable()
        try:
            began = perf_counter()
            self.run(prepared)
            return (perf_counter() - began) / self.units
        finally:
            gc.enable()


def medians(rounds, *sides) -> list[float]:
    """The median seconds a unit of each side, after a round that does not count. Who begins changes every round."""
    taken = [[] for _side in sides]
    for number in range(rounds + 1):
        order = list(enumerate(sides))
        for place, side in order if number % 2 else reversed(order):
            seconds = side.seconds()
            if number:
                taken[place].append(seconds)
    return [median(times) for times in taken]


def microseconds(rounds, product, other, note="") -> dict:
    """A line's figures: µs a unit of both."""
    ours, theirs = medians(rounds, product, other)
    return {"product": ours * 1e6, "other": theirs * 1e6, "note": note}


def repeated(function, times) -> Side:
    """A side that reads the same thing several times a round; `function` gets the number of the reading."""
    numbers = count()
    return Side(lambda _: [function(next(numbers)) for _time in range(times)], units=times)
