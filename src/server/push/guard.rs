//! Where pushes may go. Browsers name the addresses, so anybody could name one inside the house: only public ones are
//! reached, told by what a name resolves to at the moment of connecting, and no redirect is followed.

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Longer ones no browser gives.
const LENGTH: usize = 2000;

/// The address as it may be kept; `None` where nothing is sent to it.
pub fn readable(endpoint: &str, allow_private: bool) -> Option<Url> {
    let url = Url::parse(endpoint).ok().filter(|_| endpoint.len() <= LENGTH)?;
    let scheme = url.scheme() == "https" || (allow_private && url.scheme() == "http");
    let plain = url.username().is_empty() && url.password().is_none();
    let host = url.host_str()?.trim_start_matches('[').trim_end_matches(']');
    // A name is looked at once it is resolved.
    let public = allow_private || host.parse().map_or(true, is_public);
    (scheme && plain && public).then_some(url)
}

/// Whether the address belongs to the internet at large, and not to this machine or the networks around it.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let is_special = match (first, second, third) {
        // This network; what is reserved (class E and the broadcast are in it).
        (0 | 240..=255, ..)
        // Shared by providers (RFC 6598), protocol assignments, tests of networks (RFC 2544).
        | (100, 64..=127, _) | (192, 0, 0) | (198, 18 | 19, _) => true,
        _ => false,
    };
    !(is_special
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, .., high, low] = address.segments();
    if let Some(inner) = address.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    // NAT64 (RFC 6052): the address behind it is what counts.
    if address.segments()[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
        return is_public_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)));
    }
    // Global unicast without Teredo, documentation, and 6to4, which can carry any other address.
    let is_special = (first == 0x2001 && (second == 0 || second == 0xdb8)) || first == 0x2002;
    (0x2000..=0x3fff).contains(&first) && !is_special
}

/// Resolves names to their public addresses alone.
pub struct PublicOnly;

/// A name that leads to none but private addresses.
#[derive(Debug)]
pub struct Private;

impl std::fmt::Display for Private {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("The address is not a public one.")
    }
}

impl Error for Private {}

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let public: Vec<SocketAddr> = found.into_iter().filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err(Private.into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Whether it was the guard that kept a request from leaving.
pub fn stopped(error: &reqwest::Error) -> bool {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.is::<Private>() {
            return true;
        }
        cause = error.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_public() {
        for public in ["8.8.8.8", "142.250.185.10", "2a00:1450:4001:82f::200a", "::ffff:8.8.8.8", "64:ff9b::808:808"] {
            assert!(public.parse().is_ok_and(is_public), "{public}");
        }
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2001:db8::1",
            "2002:7f00:1::",
            "::127.0.0.1",
        ] {
            assert!(private.parse().is_ok_and(|address| !is_public(address)), "{private}");
        }
    }

    #[test]
    fn an_endpoint_is_an_address_outside() {
        let fine = "https://fcm.googleapis.com/fcm/send/abc";
        assert!(readable(fine, false).is_some());
        for refused in [
            "http://push.example.org/x",
            "https://127.0.0.1/x",
            "https://[::1]/x",
            "https://0x7f.1/x",
            "https://2130706433/x",
            "https://169.254.169.254/latest",
            "https://user:pass@push.example.org/",
            "file:///etc/passwd",
            "push",
            "",
        ] {
            assert!(readable(refused, false).is_none(), "{refused}");
        }
        assert!(readable(&format!("{fine}{}", "x".repeat(LENGTH)), false).is_none());
        assert!(readable("http://127.0.0.1:3000/x", true).is_some(), "a service of one's own");
    }
}
