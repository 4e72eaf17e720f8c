//! Who may ask: the checks that every request passes before its path is looked at.
//!
//! Entry point: [`admit`]. A page elsewhere in the same browser can send requests to a server
//! on the loopback address, and can give its own name our address (DNS rebinding). So the
//! `Host` must be the address of the connection, `localhost` or a listed name, with our port;
//! and what `Sec-Fetch-Site` or `Origin` shows to come from another site is refused.
//!
//! **Invariant:** nothing of the site, not even whether a path exists, is told to a request
//! that did not pass.

use std::net::{IpAddr, SocketAddr};

use hyper::header::{HOST, HeaderName, ORIGIN};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method, StatusCode};

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");

/// What a request may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// A page of ours, as its browser vouches.
    Own,
    /// A person who typed an address, or a program that sends no `Sec-Fetch-Site`.
    Direct,
}

/// Why a request goes no further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is not a request for a path of this server (400).
    Malformed,
    /// It is for another host (421).
    Misdirected,
    /// It comes from another site (403).
    Foreign,
    /// A link on another site was followed (403, with a link of our own).
    ForeignLink,
    /// Its method is not GET or HEAD (405).
    Method,
}

impl Refusal {
    /// The status that says so.
    pub fn status(self) -> StatusCode {
        match self {
            Refusal::Malformed => StatusCode::BAD_REQUEST,
            Refusal::Misdirected => StatusCode::MISDIRECTED_REQUEST,
            Refusal::Foreign | Refusal::ForeignLink => StatusCode::FORBIDDEN,
            Refusal::Method => StatusCode::METHOD_NOT_ALLOWED,
        }
    }
}

/// Checks the head of a request on a connection to `local`; `names` are hosts that are ours
/// beside the address itself.
///
/// # Errors
/// Why it is refused.
pub fn admit(request: &Parts, local: SocketAddr, names: &[String]) -> Result<Caller, Refusal> {
    let uri = &request.uri;
    if uri.scheme().is_some() || uri.authority().is_some() || !uri.path().starts_with('/') {
        return Err(if request.method == Method::CONNECT { Refusal::Method } else { Refusal::Malformed });
    }
    let host = only(&request.headers, &HOST)?.ok_or(Refusal::Malformed)?;
    if !is_ours(host, local, names) {
        return Err(Refusal::Misdirected);
    }
    let caller = caller(&request.headers, host)?;
    if request.method != Method::GET && request.method != Method::HEAD {
        return Err(Refusal::Method);
    }
    Ok(caller)
}

fn caller(headers: &HeaderMap, host: &str) -> Result<Caller, Refusal> {
    let site = only(headers, &SITE)?;
    let foreign_origin =
        only(headers, &ORIGIN)?.is_some_and(|origin| origin.strip_prefix("http://").is_none_or(|named| named != host));
    match site {
        _ if foreign_origin => Err(Refusal::Foreign),
        Some("same-origin") => Ok(Caller::Own),
        None | Some("none") => Ok(Caller::Direct),
        Some(_) if only(headers, &MODE)? == Some("navigate") && only(headers, &DEST)? == Some("document") => {
            Err(Refusal::ForeignLink)
        }
        Some(_) => Err(Refusal::Foreign),
    }
}

/// The value of a header that may stand there once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Result<Option<&'h str>, Refusal> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| Refusal::Malformed),
        _ => Err(Refusal::Malformed),
    }
}

/// Whether a `Host` names this server.
fn is_ours(host: &str, local: SocketAddr, names: &[String]) -> bool {
    if names.iter().any(|name| name.contains(':') && name.eq_ignore_ascii_case(host)) {
        return true;
    }
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port),
        _ => (host, "80"),
    };
    if port.starts_with('+') || port.parse() != Ok(local.port()) {
        return false;
    }
    let bracketed = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let address = match bracketed {
        Some(name) => name.parse().ok().map(IpAddr::V6),
        None => name.parse().ok().map(IpAddr::V4),
    };
    match address {
        Some(address) => address.to_canonical() == local.ip().to_canonical(),
        None => name.eq_ignore_ascii_case("localhost") || names.iter().any(|known| known.eq_ignore_ascii_case(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        let v4: SocketAddr = "127.0.0.1:1111".parse().unwrap();
        let v6: SocketAddr = "[::1]:1111".parse().unwrap();
        let port_80: SocketAddr = "127.0.0.1:80".parse().unwrap();
        let names = ["desk.example".to_owned(), "tunnel.example:443".to_owned()];
        for (host, local, ours) in [
            ("127.0.0.1:1111", v4, true),
            ("localhost:1111", v4, true),
            ("LocalHost:1111", v4, true),
            ("desk.example:1111", v4, true),
            ("tunnel.example:443", v4, true),
            ("tunnel.example:1111", v4, false),
            ("[::1]:1111", v6, true),
            ("[0:0:0:0:0:0:0:1]:1111", v6, true),
            ("localhost", port_80, true),
            ("127.0.0.1", port_80, true),
            ("localhost", v4, false),
            ("localhost:", v4, false),
            ("localhost:+1111", v4, false),
            ("localhost:11111", v4, false),
            ("localhost.:1111", v4, false),
            ("127.0.0.2:1111", v4, false),
            ("127.1:1111", v4, false),
            ("0.0.0.0:1111", v4, false),
            ("::1:1111", v6, false),
            ("[::1]", v6, false),
            ("[::1%lo]:1111", v6, false),
            ("[::ffff:127.0.0.1]:1111", v4, true),
            ("evil.example:1111", v4, false),
            ("localhost.evil.example:1111", v4, false),
            ("user@localhost:1111", v4, false),
            ("", v4, false),
            (":1111", v4, false),
        ] {
            assert_eq!(is_ours(host, local, &names), ours, "{host:?}");
        }
    }
}
