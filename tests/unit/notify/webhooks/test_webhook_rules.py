"""Which addresses may be connected to."""

from ipaddress import ip_network

import pytest

from services.notify.webhooks.rules import is_loopback, is_public

HOME = [
    "0.0.0.0",  # noqa: S104  # an address to refuse
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.9",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1%eth0",
    "fec0::1",
    "ff02::1",
    "",
    "example.org",
    "0x7f.1",
    "2130706433",
    "0177.0.0.1",
    "127.1",
    " 8.8.8.8",
]

# What `ipaddress` says of these changed between Python 3.11 and 3.14.
PUBLIC, LOOPBACK, NEITHER = (True, False), (False, True), (False, False)
EVERY_VERSION = {
    "127.0.0.1": LOOPBACK,
    "127.255.255.255": LOOPBACK,
    "::1": LOOPBACK,
    "::1%lo": NEITHER,
    "::2": NEITHER,
    "::127.0.0.1": NEITHER,
    "::ffff:127.0.0.1": NEITHER,
    "::ffff:7f00:1": NEITHER,
    "::ffff:7f00:1%lo": NEITHER,
    "::ffff:10.0.0.1": NEITHER,
    "::ffff:224.0.0.1": NEITHER,
    "::ffff:8.8.8.8": NEITHER,
    "::ffff:0.0.0.0": NEITHER,
    "64:ff9b::808:808": NEITHER,
    "64:ff9b:1::808:808": NEITHER,
    "100::1": NEITHER,
    "1fff:ffff::1": NEITHER,
    "2000::1": PUBLIC,
    "2001::1": NEITHER,
    "2001:1::1": NEITHER,
    "2001:1::2": NEITHER,
    "2001:2::1": NEITHER,
    "2001:3::1": NEITHER,
    "2001:4:112::1": NEITHER,
    "2001:10::1": NEITHER,
    "2001:20::1": NEITHER,
    "2001:30::1": NEITHER,
    "2001:1ff:ffff::1": NEITHER,
    "2001:200::1": PUBLIC,
    "2001:db8::1": NEITHER,
    "2002:808:808::1": NEITHER,
    "2620:4f:8000::1": PUBLIC,
    "3ffe::1": PUBLIC,
    "3fff::1": NEITHER,
    "3fff:1000::1": PUBLIC,
    "4000::1": NEITHER,
    "5f00::1": NEITHER,
    "fec0::1": NEITHER,
    "100.63.255.255": PUBLIC,
    "100.128.0.0": PUBLIC,
    "191.255.255.255": PUBLIC,
    "192.0.0.0": NEITHER,
    "192.0.0.8": NEITHER,
    "192.0.0.9": NEITHER,
    "192.0.0.10": NEITHER,
    "192.0.0.170": NEITHER,
    "192.0.0.255": NEITHER,
    "192.0.1.0": PUBLIC,
    "192.31.196.1": PUBLIC,
    "192.88.99.2": NEITHER,
    "223.255.255.255": PUBLIC,
    "224.0.0.0": NEITHER,
}


@pytest.mark.parametrize("address", HOME)
def test_what_leads_home_or_nowhere_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "91.198.174.192", "2606:4700::1", "2a00:1450::1"])
def test_the_public_network_is_allowed(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(("address", "expected"), EVERY_VERSION.items())
def test_the_answer_is_the_same_on_every_version_of_python(
    address: str, expected: tuple[bool, bool]
) -> None:
    assert (is_public(address), is_loopback(address)) == expected


def test_the_operators_own_ranges_are_refused() -> None:
    assert not is_public("91.198.174.192", [ip_network("91.198.174.0/24")])


@pytest.mark.parametrize("address", ["::ffff:127.0.0.1", "10.0.0.1", "localhost", "127.1"])
def test_only_a_plain_loopback_address_is_loopback(address: str) -> None:
    assert not is_loopback(address)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_this_machine_is_loopback(address: str) -> None:
    assert is_loopback(address)
