//! One request, answered.
//!
//! Entry point: [`answer`]. The [`door`](super::door) lets a request in, the
//! [`address`](super::address) leads it to an output of the snapshot, and this room writes the
//! head of the answer.
//!
//! **Invariant:** every answer carries the headers of [`dress`], and none an
//! `Access-Control-*`; a body that was sent is never read.

use std::net::SocketAddr;
use std::sync::Arc;

use hyper::body::Bytes;
use hyper::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, ETAG, HeaderName, HeaderValue, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE, REFERRER_POLICY,
    TRANSFER_ENCODING, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method, Response, StatusCode};

use super::address::{Found, find};
use super::body::Body;
use super::door::{Refusal, admit};
use super::live::{EVENTS, SCRIPT, SOURCE, stream, tail};
use super::outputs::Output;
use super::range::{Part, names, part};
use super::site::{Site, State};
use crate::base::path::OutPath;

const HTML: &str = "text/html; charset=utf-8";

/// Scripts, styles and frames from the site itself alone; pictures and sound also from where an
/// author links them.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; img-src 'self' data: https:; media-src 'self' https:; object-src 'none'; base-uri 'self'; \
     form-action 'self'; frame-ancestors 'none'",
);

/// For who followed a link on another site: the way in is a link of our own, so that nobody is
/// led here unawares.
const FOREIGN: &str = "<!doctype html><meta charset=\"utf-8\"><title>Preview</title>\
    <p>Another site led here. <a href=\"\">Open the preview</a></p>";

const UNBUILT: &str = "<!doctype html><meta charset=\"utf-8\"><title>Preview</title>\
    <p>The site has errors and was not built yet. It is shown here as soon as they are mended.</p>";

const MISSING: &str = "<!doctype html><meta charset=\"utf-8\"><title>Preview</title><p>There is no such page.</p>";

/// Answers the request that came on a connection to `local`.
pub fn answer(site: &Arc<Site>, local: SocketAddr, request: &Parts) -> Response<Body> {
    let mut response = match admit(request, local, &site.names) {
        Err(refusal) => refuse(refusal),
        Ok(_) => respond(site, request),
    };
    dress(response.headers_mut());
    if has_body(&request.headers) {
        // What follows the head is nobody's request.
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

fn refuse(refusal: Refusal) -> Response<Body> {
    let mut response = match refusal {
        Refusal::ForeignLink => page(FOREIGN.to_owned()),
        _ => Response::default(),
    };
    *response.status_mut() = refusal.status();
    if refusal == Refusal::Method {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

fn respond(site: &Arc<Site>, request: &Parts) -> Response<Body> {
    let state = site.now();
    match find(&state.served, request.uri.path(), request.uri.query()) {
        Found::Output(_, output) if output.media.is_page() => send_page(output, &state, request),
        Found::Output(_, output) => send(output, request),
        Found::Own(name) if name == SCRIPT => script(),
        Found::Own(name) if name == EVENTS => listen(site, request),
        Found::Own(_) | Found::Nothing if state.served.is_empty() => unbuilt(&state),
        Found::Elsewhere(to) => match HeaderValue::try_from(to) {
            Ok(to) => with(StatusCode::PERMANENT_REDIRECT, &[(LOCATION, to)]),
            Err(_) => with(StatusCode::BAD_REQUEST, &[]),
        },
        Found::Own(_) | Found::Nothing => missing(&state),
        Found::Malformed => with(StatusCode::BAD_REQUEST, &[]),
    }
}

/// A page, with the script that keeps it up to date.
fn send_page(output: &Output, state: &State, request: &Parts) -> Response<Body> {
    let tag = format!("\"{:016x}-{}\"", output.hash.0, state.generation);
    if is_known(&request.headers, &tag) {
        return with(StatusCode::NOT_MODIFIED, &[(ETAG, value(&tag))]);
    }
    let mut response = page(with_tail(&output.bytes, state, true));
    response.headers_mut().insert(ETAG, value(&tag));
    response
}

fn with_tail(html: &[u8], state: &State, found: bool) -> Vec<u8> {
    [html, tail(state.generation, state.served.root(), found).as_bytes()].concat()
}

fn script() -> Response<Body> {
    let mut response = Response::new(Body::whole(SOURCE));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
    response
}

/// The stream of news, or a refusal if too many listen already.
fn listen(site: &Arc<Site>, request: &Parts) -> Response<Body> {
    let mut response = match site.listen() {
        None => return with(StatusCode::SERVICE_UNAVAILABLE, &[]),
        Some(_) if request.method == Method::HEAD => Response::default(),
        Some(listener) => Response::new(stream(Arc::clone(site), listener)),
    };
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response
}

/// Instead of a site that was never built: an empty page that shows what is wrong, and becomes the
/// page that was asked for.
fn unbuilt(state: &State) -> Response<Body> {
    let mut response = page(with_tail(UNBUILT.as_bytes(), state, false));
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response
}

fn send(output: &Output, request: &Parts) -> Response<Body> {
    let tag = format!("\"{:016x}\"", output.hash.0);
    if is_known(&request.headers, &tag) {
        return with(StatusCode::NOT_MODIFIED, &[(ETAG, value(&tag))]);
    }
    let len = output.bytes.len();
    let bytes = Bytes::from_owner(Arc::clone(&output.bytes));
    let (status, bytes, range) = match asked_part(request, &tag, len) {
        Part::Whole => (StatusCode::OK, bytes, None),
        Part::Bytes(range) => {
            let shown = format!("bytes {}-{}/{len}", range.start, range.end - 1);
            (StatusCode::PARTIAL_CONTENT, bytes.slice(range), Some(shown))
        }
        Part::Beyond => (StatusCode::RANGE_NOT_SATISFIABLE, Bytes::new(), Some(format!("bytes */{len}"))),
    };
    let mut response = Response::new(Body::whole(bytes));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(output.media.content_type));
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(ETAG, value(&tag));
    if let Some(range) = range {
        headers.insert(CONTENT_RANGE, value(&range));
    }
    response
}

fn asked_part(request: &Parts, tag: &str, len: usize) -> Part {
    let text = |name| request.headers.get(name).and_then(|value| value.to_str().ok());
    let current = !request.headers.contains_key(IF_RANGE) || text(IF_RANGE) == Some(tag);
    match text(RANGE) {
        Some(range) if request.method == Method::GET && current => part(range, len),
        _ => Part::Whole,
    }
}

/// The site's own page for what is not there.
fn missing(state: &State) -> Response<Body> {
    let own = OutPath::parse("404.html").ok();
    let html = own.as_ref().and_then(|path| state.served.get(path)).map_or(MISSING.as_bytes(), |output| &output.bytes);
    let mut response = page(with_tail(html, state, false));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).any(|known| names(known, tag))
}

/// A page of HTML.
fn page(html: impl Into<Bytes>) -> Response<Body> {
    let mut response = Response::new(Body::whole(html));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(HTML));
    response
}

/// An answer without a body.
fn with(status: StatusCode, headers: &[(HeaderName, HeaderValue)]) -> Response<Body> {
    let mut response = Response::default();
    *response.status_mut() = status;
    response.headers_mut().extend(headers.iter().cloned());
    response
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("tags and ranges are visible ASCII")
}

fn has_body(headers: &HeaderMap) -> bool {
    headers.contains_key(TRANSFER_ENCODING) || headers.get(CONTENT_LENGTH).is_some_and(|length| length != "0")
}

/// What every answer carries: it may be shown by no other site, stored by nobody, and taken for
/// nothing but what it says it is.
fn dress(headers: &mut HeaderMap) {
    headers.insert(CONTENT_SECURITY_POLICY, POLICY);
    for (name, value) in [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
