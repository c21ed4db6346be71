//! What people see of emergencies: the client's button and what becomes of their alert; the practitioners' banner,
//! sound and queue; what happened to each.

mod alert;
mod article;
mod banner;
mod board;
mod giving_back;
mod on_call;
mod own;
mod page;
mod queue;
mod resolving;
mod sending;
mod sheet;
mod sound;
mod told;
mod words;

pub use alert::{EmergencyAlert, EmergencyButton};
pub use article::BesideEmergency;
pub use banner::EmergencyBanner;
pub use board::{Board, provide_board, use_board};
pub use giving_back::{GiveEmergencyBack, provide_giving_back};
pub use on_call::OnCallCard;
pub use own::OwnEmergencies;
pub use page::EmergenciesPage;
pub use queue::{EmergencyQueue, queue_above_conversations};
pub use resolving::ResolveEmergency;
pub use sheet::EmergencyPage;
