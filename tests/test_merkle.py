"""The tree hashes and proves as RFC 9162 says, by the known vectors and for trees of any size."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.history import merkle

# The test vectors that certificate-transparency implementations share: eight leaves, the root after each.
LEAVES = [
    bytes.fromhex(data)
    for data in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
HASHES = [merkle.leaf_hash(data) for data in LEAVES]


def hashes(size):
    return [sha256(str(n).encode()).digest() for n in range(size)]


def test_the_empty_tree_has_the_hash_of_nothing():
    assert merkle.root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_known_vectors(size):
    assert merkle.root_of(HASHES[:size]).hex() == ROOTS[size - 1]


def test_a_known_inclusion_proof():
    assert [node.hex() for node in merkle.inclusion_proof(HASHES, 0)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]


def test_a_known_consistency_proof():
    assert [node.hex() for node in merkle.consistency_proof(HASHES, 6)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


@given(st.integers(0, 200), st.integers(0, 200))
def test_peaks_go_on_from_any_point(first, more):
    leaves = hashes(first + more)
    peaks = merkle.extended(merkle.extended([], 0, leaves[:first]), first, leaves[first:])
    assert peaks == merkle.extended([], 0, leaves)
    assert len(peaks) == (first + more).bit_count()


@st.composite
def places(draw):
    size = draw(st.integers(1, 150))
    return size, draw(st.integers(0, size - 1))


@given(places())
def test_every_leaf_has_a_proof(place):
    size, index = place
    leaves = hashes(size)
    proof, root = merkle.inclusion_proof(leaves, index), merkle.root_of(leaves)
    assert merkle.includes(leaves[index], index, size, proof, root)


@given(places(), st.integers(0, 150), st.integers(0, 9))
def test_no_proof_shows_another_leaf_or_place(place, other, cut):
    size, index = place
    leaves = hashes(size)
    proof, root = merkle.inclusion_proof(leaves, index), merkle.root_of(leaves)
    assert not merkle.includes(sha256(b"other").digest(), index, size, proof, root)
    if other != index:
        assert not merkle.includes(leaves[index], other, size, proof, root)
    if cut < len(proof):
        assert not merkle.includes(leaves[index], index, size, proof[:cut], root)
    assert not merkle.includes(leaves[index], index, size, [*proof, root], root)


@given(places())
def test_every_earlier_tree_has_a_proof(place):
    size, earlier = place[0], place[1] + 1
    leaves = hashes(size)
    old, new = merkle.root_of(leaves[:earlier]), merkle.root_of(leaves)
    assert merkle.continues(earlier, old, size, new, merkle.consistency_proof(leaves, earlier))


@given(places(), st.integers(0, 150))
def test_a_rewritten_beginning_has_no_proof(place, where):
    size, earlier = place[0], place[1] + 1
    leaves = hashes(size)
    rewritten = list(leaves)
    rewritten[where % earlier] = sha256(b"rewritten").digest()
    old, proof = merkle.root_of(leaves[:earlier]), merkle.consistency_proof(rewritten, earlier)
    assert not merkle.continues(earlier, old, size, merkle.root_of(rewritten), proof)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_leaf_outside_the_tree_has_no_proof(index, size):
    with pytest.raises(IndexError):
        merkle.inclusion_proof(hashes(size), index)
    assert not merkle.includes(hashes(1)[0], index, size, [], hashes(1)[0])


@pytest.mark.parametrize("earlier", [0, 4])
def test_a_tree_that_is_no_beginning_has_no_proof(earlier):
    with pytest.raises(IndexError):
        merkle.consistency_proof(hashes(3), earlier)
    assert not merkle.continues(earlier, b"", 3, merkle.root_of(hashes(3)), [])
    assert not merkle.continues(3, b"", 4, b"", [])
