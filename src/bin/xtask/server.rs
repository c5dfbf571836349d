//! `cargo xtask serve`.

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri, header};

use super::error::{Error, Result, refuse};
use super::files;
use super::site::{Answer, Ask, Site};
use super::{args, build};

/// Builds (unless `dist` is a finished build), then serves until interrupted.
pub(crate) fn serve(port: u16, dist: Option<PathBuf>) -> Result<()> {
    // Before the build: nobody should wait minutes to hear that the port is taken.
    let listener = bind(port)?;
    let folder = if let Some(folder) = dist {
        folder
    } else {
        build::build(build::Speed::Release)?;
        files::dist()
    };
    let site = Arc::new(Site::load(&folder)?);
    println!("\nKontor is at {}  (Ctrl-C ends it)", address(&listener)?);
    run(listener, site)
}

fn bind(port: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).or_else(|error| {
        let other = if port == args::PORT { port + 1 } else { args::PORT };
        refuse(format!(
            "cannot listen on 127.0.0.1:{port} ({error}); is it in use? Choose another: cargo xtask serve --port {other}"
        ))
    })
}

fn address(listener: &TcpListener) -> Result<String> {
    let local = listener.local_addr().map_err(network)?;
    Ok(format!("http://{local}"))
}

fn run(listener: TcpListener, site: Arc<Site>) -> Result<()> {
    // One thread answers from memory faster than a browser asks.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(network)?;
    runtime.block_on(async move {
        listener.set_nonblocking(true).map_err(network)?;
        let listener = tokio::net::TcpListener::from_std(listener).map_err(network)?;
        let app = Router::new().fallback(move |method: Method, uri: Uri, headers: HeaderMap| {
            let site = Arc::clone(&site);
            async move { respond(&site, &method, &uri, &headers) }
        });
        axum::serve(listener, app).await.map_err(network)
    })
}

fn respond(site: &Site, method: &Method, uri: &Uri, headers: &HeaderMap) -> Response<Body> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    let answer = site.answer(&Ask {
        method: method.as_str(),
        path: uri.path(),
        accept_encoding: text(header::ACCEPT_ENCODING),
        if_none_match: text(header::IF_NONE_MATCH),
    });
    into_response(answer)
}

fn into_response(answer: Answer) -> Response<Body> {
    let mut response = Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        response = response.header(*name, value);
    }
    response.body(Body::from(answer.body)).unwrap_or_else(|_invalid| {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    })
}

fn network(error: std::io::Error) -> Error {
    Error::Refused(format!("the server cannot run: {error}"))
}
