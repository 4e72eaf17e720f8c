//! The server: an address, connections within limits, and a graceful end.
//!
//! Entry points: [`bind`], then [`serve`]. What a request is answered is the affair of
//! [`http`](super::http).
//!
//! **Invariant:** no client holds up another or a build: a request that is slow to arrive, an
//! answer that is slow to leave and a connection too many each end by themselves.

use std::convert::Infallible;
use std::future::Future;
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::http::answer;
use super::patient::Patient;
use super::site::Site;
use crate::base::error::Error;

/// The port that is tried first.
pub const PORT: u16 = 1111;

/// How many ports are tried.
const TRIES: u16 = 100;

/// Which port to listen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// [`PORT`] or the next that is free.
    FirstFree,
    /// This one and no other; 0 is any that is free.
    Asked(u16),
}

/// How much a client may ask of the server.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connections at once; more wait.
    pub connections: usize,
    /// Bytes of the head of a request.
    pub head: usize,
    /// Headers of a request.
    pub headers: usize,
    /// How long a connection may be without a whole request.
    pub arrive: Duration,
    /// How long a client may take nothing of its answer.
    pub leave: Duration,
    /// How long answers under way are waited for at the end.
    pub end: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 512,
            head: 16 << 10,
            headers: 64,
            arrive: Duration::from_secs(10),
            leave: Duration::from_secs(20),
            end: Duration::from_millis(500),
        }
    }
}

/// Takes an address to listen on.
///
/// # Errors
/// When the port that was asked for is taken, when none is free, or when the system refuses.
pub fn bind(host: IpAddr, port: Port) -> Result<TcpListener, Error> {
    let ports = match port {
        Port::Asked(port) => port..=port,
        Port::FirstFree => PORT..=PORT + TRIES,
    };
    let last = *ports.end();
    for port in ports {
        let address = SocketAddr::new(host, port);
        match TcpListener::bind(address) {
            Ok(listener) => return Ok(listener),
            Err(fault) if fault.kind() == ErrorKind::AddrInUse && port != last => {}
            Err(fault) => return Err(Error::io("listen on", address.to_string(), fault)),
        }
    }
    unreachable!("the last port either is taken or is an error")
}

/// Serves until `end` is ready; then ends answers under way, and listening.
///
/// # Errors
/// When the listener cannot be used.
pub async fn serve(
    listener: TcpListener,
    site: Arc<Site>,
    limits: Limits,
    end: impl Future<Output = ()>,
) -> Result<(), Error> {
    let failed = |fault| Error::io("listen on", "the bound address", fault);
    listener.set_nonblocking(true).map_err(failed)?;
    let listener = tokio::net::TcpListener::from_std(listener).map_err(failed)?;
    let places = Arc::new(Semaphore::new(limits.connections));
    let (ending, ended) = watch::channel(());
    let mut connections = JoinSet::new();
    let mut end = pin!(end);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        tokio::select! {
            () = &mut end => break,
            Some(_) = connections.join_next() => {}
            (place, accepted) = next => match accepted {
                Ok((stream, _)) => {
                    let connection = connection(stream, Arc::clone(&site), limits, ended.clone());
                    connections.spawn(async move {
                        let _place = place;
                        connection.await;
                    });
                }
                // Out of file handles, or a client that hung up: the next may be luckier.
                Err(_) => sleep(Duration::from_millis(20)).await,
            }
        }
    }
    drop(listener);
    drop(ending);
    let all = async { while connections.join_next().await.is_some() {} };
    // Who is not done by then is cut off with the set.
    let _ = timeout(limits.end, all).await;
    Ok(())
}

/// Serves one connection until its client goes, breaks the rules, or the server ends.
async fn connection(stream: TcpStream, site: Arc<Site>, limits: Limits, mut ended: watch::Receiver<()>) {
    let Ok(local) = stream.local_addr() else { return };
    // A page is one small write; waiting for more would only delay it.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| {
        let (head, _) = hyper::Request::into_parts(request);
        let response = answer(&site, local, &head);
        async { Ok::<_, Infallible>(response) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.arrive)
        .max_buf_size(limits.head)
        .max_headers(limits.headers)
        .serve_connection(TokioIo::new(Patient::new(stream, limits.leave)), service);
    let mut connection = pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = ended.changed() => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}
