//! What people see of emergencies: the client's button and what becomes of their alert; the practitioners' banner, sound
//! and queue; what happened to each.

mod alert;
mod article;
mod banner;
mod board;
mod on_call;
mod own;
mod page;
mod queue;
mod resolving;
mod sheet;
mod sound;
mod told;

pub use alert::{EmergencyAlert, EmergencyButton};
pub use banner::EmergencyBanner;
pub use board::{Board, provide_board, use_board};
pub use on_call::OnCallCard;
pub use own::OwnEmergencies;
pub use page::EmergenciesPage;
pub use queue::{EmergencyQueue, queue_above_conversations};
pub use resolving::ResolveEmergency;
pub use sheet::EmergencyPage;
