//! Tests of the engine without a browser.
