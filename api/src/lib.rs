//! fasttrack: plans the course at an asylum centre, hands participants over to municipalities,
//! shares the cost, and tells everybody concerned.
//!
//! Data flows one way: transports (`http`, `graphql`, `console`, `jobs`) call `usecases`, which
//! decide with `domain`, keep with `store` and plan with `planning`. ARCHITECTURE.md is the map.

pub mod app;
pub mod clock;
pub mod config;
pub mod console;
pub mod demo;
pub mod domain;
pub mod engine;
pub mod error;
pub mod folder;
pub mod graphql;
pub mod http;
pub mod i18n;
pub mod jobs;
pub mod mail;
pub mod op;
pub mod planning;
pub mod sample;
pub mod store;
pub mod usecases;
pub mod vocabulary;
