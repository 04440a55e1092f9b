import io
import random
import shutil
import subprocess
import zipfile
import zlib
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.exports.layout import lay_out
from chalicelib.exports.manifest import Entry, Stored, fingerprint, volumes
from chalicelib.exports.names import safe_path, unlike
from chalicelib.exports.parts import (
    LEAST_PART,
    MEBIBYTE,
    MOST_COPIED,
    MOST_PARTS,
    Cut,
    SourceChanged,
    cut,
    fill,
    part,
    part_size,
)
from tests.exports.builders import MARCH_4TH, an_entry, archive, entries_of, reader, some_objects

IN_ANY_SCRIPT = [
    "2026-03/Zoë ß.jpg",
    "2026-03/小明.jpg",
    "2026-03/ليلى.jpg",
    "2026-04/🌱 Päivä.jpg",
    "Даша.jpg",
    "a.jpg",
    "A.JPG",
    "CON.jpg",
    'wie? "ik".jpg',
]
PROGRAMS = [["unzip", "-tqq"], ["7zz", "t", "-bso0"], ["7z", "t", "-bso0"], ["bsdtar", "-xOf"]]
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2300, 1, 1))  # noqa: DTZ001 - naive by design
FOUND = [program for program in PROGRAMS if shutil.which(program[0])]


@pytest.fixture(autouse=True)
def aws() -> None:
    """Layouts need no AWS, and are tested faster without."""


def all_parts(layout, cuts):
    return [part(layout, cuts, number) for number in range(1, len(cuts) + 1)]


def assert_opens(path, *, count):
    for program in FOUND:
        subprocess.run([*program, path], check=True, stdout=subprocess.DEVNULL)
    with zipfile.ZipFile(path) as opened:
        assert len(opened.namelist()) == count
        assert opened.testzip() is None


def test_the_bytes_are_those_that_python_itself_would_write():
    objects = some_objects(20) | {"photos/empty": b""}
    layout = lay_out(entries_of(objects))
    made = archive(layout, objects)
    rewritten = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(rewritten, "w") as new:
        for info in old.infolist():
            copy = zipfile.ZipInfo(info.filename, info.date_time)
            copy.extra, copy.external_attr, copy.create_system = info.extra, 0o100644 << 16, 3
            new.writestr(copy, old.read(info))

    assert made == rewritten.getvalue()
    assert (len(made), zlib.crc32(made)) == (layout.size, layout.crc32)


def test_every_program_at_hand_opens_names_in_any_script(tmp_path):
    objects = some_objects(len(IN_ANY_SCRIPT))
    entries = entries_of(objects, IN_ANY_SCRIPT)
    (tmp_path / "all.zip").write_bytes(archive(lay_out(entries), objects))

    assert_opens(tmp_path / "all.zip", count=len(IN_ANY_SCRIPT))
    with zipfile.ZipFile(tmp_path / "all.zip") as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == {
            entry.path: objects[entry.source.key] for entry in entries
        }


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.text(max_size=40), st.binary(max_size=500), st.booleans(), MOMENTS),
        max_size=12,
    )
)
def test_whatever_goes_in_comes_out(files):
    paths = unlike(safe_path(path) for path, *_ in files)
    objects = {f"key/{path}": data for path, (_, data, *_) in zip(paths, files, strict=True)}
    entries = [
        an_entry(f"key/{path}", data, path=path)
        if stored
        else Entry.of_bytes(path, data, modified=modified.replace(tzinfo=UTC))
        for path, (_, data, stored, modified) in zip(paths, files, strict=True)
    ]
    layout = lay_out(entries)
    made = archive(layout, objects)

    assert (len(made), zlib.crc32(made)) == (layout.size, layout.crc32)
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == [entry.path for entry in entries]
        for entry in entries:
            assert opened.read(entry.path) == objects[f"key/{entry.path}"]


def test_a_headers_own_facts_are_enough_for_a_program_that_reads_it_as_a_stream():
    objects = some_objects(3)
    layout = lay_out(entries_of(objects))
    made = archive(layout, objects)

    for number, entry in enumerate(layout.entries):
        header = made[layout.offsets[number] :][:30]
        assert header[:4] == b"PK\3\4"
        assert not header[6] & 0b1000, "a descriptor after the data, on which macOS stumbles"
        assert int.from_bytes(header[14:18], "little") == entry.crc32
        assert int.from_bytes(header[18:22], "little") == entry.size


@pytest.mark.parametrize(
    ("modified", "shown"),
    [
        (MARCH_4TH, (2026, 3, 4, 15, 12, 30)),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), (2026, 7, 2, 0, 30, 0)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), (2026, 10, 25, 2, 30, 0)),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), (2026, 10, 25, 2, 30, 0)),
        (datetime(2028, 2, 29, 23, 30, tzinfo=UTC), (2028, 3, 1, 0, 30, 0)),
        (datetime(1975, 1, 1, tzinfo=UTC), (1980, 1, 1, 0, 0, 0)),
        (datetime(2200, 1, 1, tzinfo=UTC), (1980, 1, 1, 0, 0, 0)),
    ],
)
def test_a_file_has_the_time_of_its_photo_in_amsterdam_and_in_utc(modified, shown):
    layout = lay_out([Entry.of_bytes("a.jpg", b"photo", modified=modified)])
    info = zipfile.ZipFile(io.BytesIO(archive(layout, {}))).infolist()[0]

    assert info.date_time == shown
    if 1970 <= modified.year < 2038:
        assert int.from_bytes(info.extra[5:], "little") == int(modified.timestamp())


@pytest.mark.parametrize("size", [LEAST_PART, 6 * MEBIBYTE, 64 * MEBIBYTE])
def test_parts_in_any_order_give_the_same_bytes(size):
    objects = some_objects(60) | {
        "video/1": random.Random(7).randbytes(11 * MEBIBYTE),
        "photos/after": b"small",
        "video/2": random.Random(8).randbytes(10 * MEBIBYTE),
    }
    layout = lay_out(entries_of(objects))
    whole = archive(layout, objects)
    cuts = cut(layout, size=size, copy_from=10 * MEBIBYTE)
    built = bytearray(layout.size)

    for one in random.Random(size).sample(all_parts(layout, cuts), len(cuts)):
        data = b"".join(fill(one, reader(objects)))
        assert len(data) == one.length
        assert one.crc32 in {None, zlib.crc32(data)}
        built[one.offset : one.offset + one.length] = data

    assert bytes(built) == whole
    assert zlib.crc32(built) == layout.crc32


def test_a_part_is_as_large_as_a_store_wants_and_only_a_cut_video_leaves_its_crc_open():
    objects = some_objects(80) | {"video": random.Random(7).randbytes(12 * MEBIBYTE), "last": b"."}
    layout = lay_out(entries_of(objects))
    cuts = cut(layout, size=LEAST_PART, copy_from=10 * MEBIBYTE)
    parts = all_parts(layout, cuts)

    assert [one.length >= LEAST_PART for one in parts[:-1]] == [True] * (len(parts) - 1)
    assert [one.number for one in parts if one.copied] == [3]
    assert [one.number for one in parts if one.crc32 is None] == [2, 3]
    assert parts[2].pieces[0].key == "video"


def test_without_a_video_the_crc_of_every_part_is_known_before_a_byte_is_read():
    objects = some_objects(80)
    layout = lay_out(entries_of(objects))

    for one in all_parts(layout, cut(layout, size=LEAST_PART)):
        assert one.crc32 == zlib.crc32(b"".join(fill(one, reader(objects))))


def test_an_export_without_files_is_an_archive_too(tmp_path):
    layout = lay_out([])
    (one,) = all_parts(layout, cut(layout, size=LEAST_PART))
    (tmp_path / "empty.zip").write_bytes(b"".join(fill(one, reader({}))))

    with zipfile.ZipFile(tmp_path / "empty.zip") as opened:
        assert opened.namelist() == []


def test_a_photo_that_became_shorter_meanwhile_is_noticed():
    layout = lay_out([an_entry(data=b"a photo")])
    (one,) = all_parts(layout, cut(layout, size=LEAST_PART))

    with pytest.raises(SourceChanged) as changed:
        list(fill(one, reader({"photos/1": b"a pho"})))
    assert changed.value.key == "photos/1"


def test_the_fingerprint_changes_with_a_replaced_photo_a_name_and_an_order():
    one, two = an_entry("1", b"one"), an_entry("2", b"two")
    renamed = an_entry("1", b"one", path="other.jpg")
    rewritten = Entry(one.path, one.size, one.crc32, one.modified, Stored("1", '"other"'))
    manifests = [[one, two], [two, one], [one], [renamed, two], [rewritten, two], []]

    assert len({fingerprint(entries) for entries in manifests}) == len(manifests)
    assert fingerprint([one, two]) == fingerprint([an_entry("1", b"one"), an_entry("2", b"two")])


def test_a_photo_under_a_new_key_is_the_same_photo():
    moved = an_entry("elsewhere", b"one", path="1.jpg")

    assert fingerprint([moved]) == fingerprint([an_entry("1", b"one", path="1.jpg")])


def test_more_than_65535_files_fit_into_one_archive(tmp_path):
    count = 66_000
    entry = an_entry(data=b"small")
    entries = [
        Entry(f"{number % 12:02}/é{number}.jpg", 5, entry.crc32, MARCH_4TH, entry.source)
        for number in range(count)
    ]
    (tmp_path / "many.zip").write_bytes(archive(lay_out(entries), {"photos/1": b"small"}))

    assert_opens(tmp_path / "many.zip", count=count)


class Pretended(io.RawIOBase):
    """An archive whose photos are zeros that nobody wrote, for sizes that no disk has to hold."""

    def __init__(self, layout):
        self.layout, self.at = layout, 0

    def seekable(self):
        return True

    def readable(self):
        return True

    def seek(self, offset, whence=io.SEEK_SET):
        self.at = offset + (0, self.at, self.layout.size)[whence]
        return self.at

    def tell(self):
        return self.at

    def read(self, size=-1):
        end = self.layout.size if size < 0 else min(self.at + size, self.layout.size)
        if end <= self.at:
            return b""
        one = part(self.layout, [Cut(self.at, end)], 1)
        self.at = end
        return b"".join(fill(one, lambda wanted: bytes(wanted.length)))


def pretended(*sizes: int) -> list[Entry]:
    """Entries of zeros; only the small ones, which are read to their end, have their CRC-32."""
    return [
        Entry(
            f"video é {n}.mp4",
            size,
            zlib.crc32(bytes(size)) if size < MEBIBYTE else n,
            MARCH_4TH,
            Stored(f"video/{n}", '"0"'),
        )
        for n, size in enumerate(sizes)
    ]


@pytest.mark.parametrize(
    "sizes",
    [
        [5 << 30, 10, 3 << 30, 10],
        [(1 << 32) - 1, 1, (1 << 31) - 1, 1 << 31, 7],
        [5_500_000] * 900,
        [6 << 40, 5],
    ],
)
def test_files_and_archives_above_4_gibibytes_are_found_where_they_are(sizes):
    layout = lay_out(pretended(*sizes))

    with zipfile.ZipFile(Pretended(layout)) as opened:
        infos = opened.infolist()
        assert [info.file_size for info in infos] == sizes
        assert [info.header_offset for info in infos] == layout.offsets
        for number, info in enumerate(infos[:20]):
            with opened.open(info) as file:  # compares the header at that place with the directory
                assert file.read(min(5, sizes[number])) == bytes(min(5, sizes[number]))


@pytest.mark.parametrize("sizes", [[12 << 30, 100, 5 << 30], [(10 << 30) + 1], [3_000_000] * 9000])
def test_huge_archives_are_cut_into_parts_that_a_store_takes(sizes):
    layout = lay_out(pretended(*sizes))
    cuts = cut(layout, size=part_size(layout))

    assert len(cuts) <= MOST_PARTS
    assert (cuts[0].start, cuts[-1].end) == (0, layout.size)
    assert all(one.end == two.start for one, two in pairwise(cuts))
    assert all(one.end - one.start >= LEAST_PART for one in cuts[:-1])
    assert all(one.end - one.start <= MOST_COPIED for one in cuts)
    assert all(one.end - one.start < 128 * MEBIBYTE for one in cuts if one.copied is None)


def test_a_volume_is_small_enough_to_need_no_zip64():
    entries = pretended(*[3_000_000] * 2000)
    made = volumes(entries)

    assert [entry for volume in made for entry in volume] == entries
    assert len(made) == 4
    for volume in made:
        layout = lay_out(volume)
        assert layout.size <= 1_900_000_000
        assert b"PK\6\6" not in layout.directory


def test_a_video_that_is_larger_than_a_volume_is_one_alone():
    made = volumes(pretended(10, 5000, 10, 10), most_bytes=1000)

    assert [[entry.size for entry in volume] for volume in made] == [[10], [5000], [10, 10]]


def test_a_volume_never_has_more_bytes_than_it_may():
    entries = entries_of(some_objects(50, most_bytes=300))

    for most_bytes in range(400, 2000, 37):
        for volume in volumes(entries, most_bytes=most_bytes):
            assert lay_out(volume).size <= most_bytes or len(volume) == 1


def test_no_files_are_one_empty_volume():
    assert volumes([]) == [[]]
