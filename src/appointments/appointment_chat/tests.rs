//! Stories of front ends that speak the contract.

use crate::appointments::store::{appointments_of, requests_to};
use crate::appointments::{Appointment, Status};
use crate::ids::{AppointmentId, ClientId};
use crate::server::testing::{Actor, Cast, Story};
use crate::time::Moment;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const MESSAGES: &str = "/api/appointment-chat/messages";

async fn appointment(cast: &Cast, actor: &Actor<'_>, status: Status) -> Outcome<Appointment> {
    let now = Moment::now();
    let span = (now.plus_minutes(-60 * 24 * 60), now.plus_minutes(60 * 24 * 60));
    let all = appointments_of(&mut *cast.state.read().await?, actor.me.id(), span).await?;
    all.into_iter().find(|appointment| appointment.status == status).ok_or_else(|| "no such appointment".into())
}

async fn reads(actor: &Actor<'_>, id: AppointmentId) -> Outcome<(StatusCode, Value)> {
    actor.gets(&format!("{MESSAGES}?appointmentId={id}")).await
}

async fn sends(actor: &Actor<'_>, body: &Value) -> Outcome<(StatusCode, Value)> {
    let answer = actor.ask(Method::POST, MESSAGES).json(body).send().await?;
    Ok((answer.status(), answer.json().await?))
}

#[tokio::test]
async fn the_two_talk_as_the_contract_says() -> Story {
    let cast = Cast::assemble().await?;
    let (mika, lea) =
        (cast.signs_in("pet-parent@veterinary.demo").await?, cast.signs_in("veterinarian@veterinary.demo").await?);
    let visit = appointment(&cast, &mika, Status::Confirmed).await?;
    let mut desk = lea.connects().await?;
    let body = json!({ "appointmentId": visit.id, "content": " Hello! ", "messageType": "text", "attachments": [] });
    let (status, sent) = sends(&mika, &body).await?;
    assert_eq!((status, &sent["success"]), (StatusCode::CREATED, &json!(true)));
    let message = &sent["message"];
    let mut fields: Vec<&str> = message.as_object().ok_or("an object")?.keys().map(String::as_str).collect();
    fields.sort_unstable();
    let mut wanted = [
        "_id",
        "senderId",
        "senderName",
        "senderImage",
        "content",
        "messageType",
        "isRead",
        "isDelivered",
        "createdAt",
        "updatedAt",
    ];
    wanted.sort_unstable();
    assert_eq!(fields, wanted);
    assert_eq!((&message["content"], &message["senderName"]), (&json!("Hello!"), &json!("Mika Koskinen")));
    let heard = desk.hears_of("message:received").await?;
    assert_eq!(heard["message"]["id"], message["_id"], "it is a message like all others");

    let (status, all) = reads(&lea, visit.id).await?;
    assert_eq!(status, StatusCode::OK);
    let last = all["messages"].as_array().and_then(|all| all.last()).ok_or("messages")?;
    assert_eq!((&last["_id"], &last["isRead"]), (&message["_id"], &json!(false)));
    desk.sends(&json!({ "type": "message:read", "room": visit.room, "number": heard["message"]["number"] })).await?;
    desk.hears_of("message:read:confirmed").await?;
    let last = reads(&mika, visit.id).await?.1["messages"].as_array().and_then(|all| all.last().cloned());
    assert_eq!(
        last.map(|last| (last["isRead"].clone(), last["isDelivered"].clone())),
        Some((json!(true), json!(true)))
    );

    let wall = visit.starts_at.civil(&mika.me.practice.time_zone);
    let told = json!({
        "id": visit.id, "petParentName": "Mika Koskinen", "veterinarianName": "Dr. Lea Steiner",
        "petName": visit.context().pet, "appointmentDate": wall.date.to_string(), "appointmentTime": wall.clock(),
    });
    assert_eq!(all["appointment"], told);
    let (_, sent_again) = sends(&mika, &body).await?;
    assert_ne!(sent_again["message"]["_id"], message["_id"], "without a client id each is a new one");
    Ok(())
}

#[tokio::test]
async fn every_kind_of_message_is_taken_from_those_who_may() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let id = appointment(&cast, &noor, Status::Confirmed).await?.id;
    let form = |kind: &str, content: &str| json!({ "appointmentId": id, "messageType": kind, "content": content });
    for (kind, content) in [
        ("assessment", "Bronchitis\nCough for two weeks."),
        ("prescription", "Ambroxol 30 mg\nSaline spray\n\nDrink a lot."),
    ] {
        let (status, sent) = sends(&imani, &form(kind, content)).await?;
        assert_eq!((status, &sent["message"]["content"]), (StatusCode::CREATED, &json!(content)));
        assert_eq!(sends(&noor, &form(kind, content)).await?.0, StatusCode::FORBIDDEN);
    }
    let said = imani.history(appointment(&cast, &noor, Status::Confirmed).await?.room.ok_or("a room")?, 0).await?;
    let payload = said.last().and_then(|message| message.payload.clone());
    assert!(said.len() == 100 || payload.is_some_and(|payload| payload["medicines"][1]["name"] == "Saline spray"));
    for (body, field) in [
        (form("text", "  "), "content"),
        (form("assessment", ""), "content"),
        (form("prescription", &"x\n".repeat(31)), "content"),
        (form("image", "A photo"), "attachments"),
        (json!({ "appointmentId": id, "messageType": "file", "attachments": [7] }), "attachments[0]"),
    ] {
        let (status, problem) = sends(&imani, &body).await?;
        assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{problem}");
    }
    Ok(())
}

#[tokio::test]
async fn a_type_that_is_none_is_answered_with_those_there_are() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let id = appointment(&cast, &noor, Status::Confirmed).await?.id;
    let why = "messageType is one of text, image, video, assessment, prescription, file.";
    for kind in [json!("song"), json!("system"), json!("Text"), json!(7), Value::Null] {
        let body = json!({ "appointmentId": id, "messageType": kind, "content": "x" });
        let (status, problem) = sends(&noor, &body).await?;
        assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("messageType")));
        assert!(problem.to_string().contains(why) && !problem.to_string().contains("at line"), "{problem}");
    }
    Ok(())
}

#[tokio::test]
async fn files_come_as_ids_or_as_objects_and_are_told_by_their_address() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let id = appointment(&cast, &noor, Status::Confirmed).await?.id;
    for is_object in [false, true] {
        let boundary = "a-boundary";
        let body = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"note.txt\"\r\n\r\nA note.\r\n--{boundary}--\r\n"
        );
        let upload = noor.ask(Method::POST, "/api/v1/files");
        let upload = upload.header("content-type", format!("multipart/form-data; boundary={boundary}")).body(body);
        let file: Value = upload.send().await?.error_for_status()?.json().await?;
        let given = if is_object { json!({ "id": file["id"], "name": "note.txt" }) } else { file["id"].clone() };
        let (status, sent) =
            sends(&noor, &json!({ "appointmentId": id, "messageType": "file", "attachments": [given] })).await?;
        assert_eq!((status, &sent["message"]["messageType"]), (StatusCode::CREATED, &json!("file")), "{sent}");
        let address = format!("/api/v1/files/{}", file["id"].as_str().unwrap_or_default());
        assert_eq!(sent["message"]["content"], address);
        assert_eq!(noor.gets(&address).await?.0, StatusCode::OK);
        let all = reads(&noor, id).await?.1;
        let last = all["messages"].as_array().and_then(|all| all.last()).ok_or("messages")?;
        assert_eq!(last["content"], address);
    }
    Ok(())
}

#[tokio::test]
async fn a_repeat_with_a_client_id_is_the_same_message() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let id = appointment(&cast, &noor, Status::Confirmed).await?.id;
    let body = json!({ "appointmentId": id, "content": "Once", "messageType": "text", "clientId": ClientId::new() });
    let (first, again) = (sends(&noor, &body).await?, sends(&noor, &body).await?);
    assert_eq!((first.0, again.0), (StatusCode::CREATED, StatusCode::OK));
    assert_eq!(first.1["message"]["_id"], again.1["message"]["_id"]);
    Ok(())
}

#[tokio::test]
async fn before_it_opens_and_after_it_ended_nothing_is_written() -> Story {
    let cast = Cast::assemble().await?;
    let (noor, imani) = (cast.patient().await?, cast.doctor().await?);
    let request = requests_to(&mut *cast.state.read().await?, imani.me.id()).await?.pop().ok_or("a request")?;
    assert_eq!(reads(&noor, request.id).await?.1["messages"], json!([]));
    let text = |id: AppointmentId| json!({ "appointmentId": id, "content": "x", "messageType": "text" });
    assert_eq!(sends(&noor, &text(request.id)).await?.0, StatusCode::CONFLICT);
    let over = appointment(&cast, &noor, Status::Completed).await?;
    let (status, read) = reads(&noor, over.id).await?;
    assert!(status == StatusCode::OK && read["messages"].as_array().is_some_and(|messages| !messages.is_empty()));
    assert_eq!(sends(&noor, &text(over.id)).await?.0, StatusCode::FORBIDDEN);
    Ok(())
}

#[tokio::test]
async fn others_find_nothing() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let visit = appointment(&cast, &noor, Status::Confirmed).await?;
    let text = json!({ "appointmentId": visit.id, "content": "x", "messageType": "text" });
    for stranger in ["patient2@clinic.demo", "doctor2@clinic.demo", "admin@clinic.demo", "tutor@tutoring.demo"] {
        let stranger = cast.signs_in(stranger).await?;
        assert_eq!(reads(&stranger, visit.id).await?.0, StatusCode::NOT_FOUND);
        assert_eq!(sends(&stranger, &text).await?.0, StatusCode::NOT_FOUND);
        let (_, told) = stranger.gets(&format!("/api/appointment-chat/test?appointmentId={}", visit.id)).await?;
        assert_eq!((&told["appointmentExists"], &told["chatExists"]), (&json!(false), &json!(false)));
    }
    let (status, told) = noor.gets(&format!("/api/appointment-chat/test?appointmentId={}", visit.id)).await?;
    assert_eq!((status, &told["chatExists"], &told["userRole"]), (StatusCode::OK, &json!(true), &json!("client")));
    assert_eq!(told["appointmentId"], json!(visit.id));
    assert_eq!(noor.gets(&format!("{MESSAGES}?appointmentId=none")).await?.0, StatusCode::NOT_FOUND);
    assert_eq!(noor.gets(MESSAGES).await?.1["field"], "appointmentId");
    let path = format!("{MESSAGES}?appointmentId={}", visit.id);
    assert_eq!(cast.ask(Method::GET, &path).send().await?.status(), StatusCode::UNAUTHORIZED);
    Ok(())
}

#[tokio::test]
async fn a_cookie_writes_from_the_own_site_only() -> Story {
    let cast = Cast::assemble().await?;
    let noor = cast.patient().await?;
    let id = appointment(&cast, &noor, Status::Confirmed).await?.id;
    let answer = cast.tries_password("patient@clinic.demo", "attend-demo").await?;
    let cookie = answer.headers()["set-cookie"].to_str()?.split(';').next().unwrap_or("").to_owned();
    for (origin, status) in
        [("https://evil.example".to_owned(), StatusCode::FORBIDDEN), (cast.url(""), StatusCode::CREATED)]
    {
        let request = cast.ask(Method::POST, MESSAGES).header("cookie", &cookie).header("origin", origin);
        let body = json!({ "appointmentId": id, "content": "x", "messageType": "text" });
        assert_eq!(request.json(&body).send().await?.status(), status);
    }
    Ok(())
}
