"""The Merkle tree of certificate transparency (RFC 9162, section 2.1): hashes, and proofs about them.

A tree is a list of leaf hashes. Its peaks are the roots of its full subtrees, largest first: enough to go on
from without the leaves.
"""

from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf's data; the prefix keeps a leaf from passing as a node."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees."""
    return sha256(b"\x01" + left + right).digest()


def extended(peaks, size, leaves) -> list[bytes]:
    """The peaks after `leaves` are appended to a tree of `size`."""
    peaks = list(peaks)
    for node in leaves:
        below = size
        while below & 1:
            node = node_hash(peaks.pop(), node)
            below >>= 1
        peaks.append(node)
        size += 1
    return peaks


def root(peaks) -> bytes:
    """The root over the peaks, folded from the smallest."""
    if not peaks:
        return EMPTY_ROOT
    folded = peaks[-1]
    for peak in reversed(peaks[:-1]):
        folded = node_hash(peak, folded)
    return folded


def root_of(leaves) -> bytes:
    """The root of the tree of these leaf hashes."""
    return root(extended([], 0, leaves))


def _split(size):
    """The largest power of two below `size`: where the tree divides."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_proof(leaves, index) -> list[bytes]:
    """What, with the leaf at `index`, makes the root: the neighbours from the leaf upwards."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"There is no leaf {index} in a tree of {len(leaves)}.")
    if len(leaves) == 1:
        return []
    middle = _split(len(leaves))
    left, right = leaves[:middle], leaves[middle:]
    if index < middle:
        return [*inclusion_proof(left, index), root_of(right)]
    return [*inclusion_proof(right, index - middle), root_of(left)]


def includes(leaf, index, size, proof, root_hash) -> bool:
    """Whether the proof shows the leaf hash at `index` of the tree of `size` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    last, node = size - 1, leaf
    for neighbour in proof:
        if last == 0:
            return False
        if index & 1 or index == last:
            node = node_hash(neighbour, node)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            node = node_hash(node, neighbour)
        index, last = index >> 1, last >> 1
    return last == 0 and node == root_hash


def consistency_proof(leaves, earlier) -> list[bytes]:
    """What shows that the tree of the first `earlier` leaves is the beginning of this one."""
    if not 0 < earlier <= len(leaves):
        raise IndexError(f"A tree of {len(leaves)} has no beginning of {earlier}.")
    return _consistency(leaves, earlier, whole=True)


def _consistency(leaves, earlier, whole):
    if earlier == len(leaves):
        return [] if whole else [root_of(leaves)]
    middle = _split(len(leaves))
    left, right = leaves[:middle], leaves[middle:]
    if earlier <= middle:
        return [*_consistency(left, earlier, whole), root_of(right)]
    return [*_consistency(right, earlier - middle, whole=False), root_of(left)]


def continues(earlier, earlier_root, size, root_hash, proof) -> bool:
    """Whether the proof shows the tree of `size` to go on from that of `earlier` (RFC 9162, 2.1.4.2)."""
    if not 0 < earlier <= size:
        return False
    if earlier == size:
        return not proof and earlier_root == root_hash
    path = [earlier_root, *proof] if earlier & (earlier - 1) == 0 else list(proof)
    if not path:
        return False
    place, last = earlier - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    return _both_roots(path, place, last) == (earlier_root, root_hash)


def _both_roots(path, place, last):
    old = new = path[0]
    for neighbour in path[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            old, new = node_hash(neighbour, old), node_hash(neighbour, new)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, neighbour)
        place, last = place >> 1, last >> 1
    return (old, new) if last == 0 else None
