//! The words in which the files beside this one describe the API, as near to plain sentences as Rust allows.

use serde_json::Value;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ArrayBuilder, KnownFormat, ObjectBuilder, Schema, SchemaFormat, SchemaType, Type};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{ContentBuilder, HttpMethod, Ref, RefOr, Required, ResponseBuilder};
use utoipa::{PartialSchema, ToSchema};

pub type Named = (String, RefOr<Schema>);

/// Endpoints that belong together.
pub struct Section {
    pub name: &'static str,
    pub about: &'static str,
    pub endpoints: Vec<Endpoint>,
}

pub struct Endpoint {
    pub method: HttpMethod,
    pub path: &'static str,
    pub operation: Operation,
    /// Whether it answers to nobody in particular.
    pub is_public: bool,
    /// Statuses with which it refuses, besides those that follow from the rest.
    pub refusals: Vec<u16>,
    pub schemas: Vec<Named>,
}

/// `id` names the operation in generated clients.
pub fn get(path: &'static str, id: &str, summary: &str) -> Endpoint {
    Endpoint::new(HttpMethod::Get, path, id, summary)
}

pub fn post(path: &'static str, id: &str, summary: &str) -> Endpoint {
    Endpoint::new(HttpMethod::Post, path, id, summary)
}

pub fn put(path: &'static str, id: &str, summary: &str) -> Endpoint {
    Endpoint::new(HttpMethod::Put, path, id, summary)
}

pub fn patch(path: &'static str, id: &str, summary: &str) -> Endpoint {
    Endpoint::new(HttpMethod::Patch, path, id, summary)
}

pub fn delete(path: &'static str, id: &str, summary: &str) -> Endpoint {
    Endpoint::new(HttpMethod::Delete, path, id, summary)
}

impl Endpoint {
    fn new(method: HttpMethod, path: &'static str, id: &str, summary: &str) -> Self {
        let mut operation = Operation::new();
        operation.operation_id = Some(id.into());
        operation.summary = Some(summary.into());
        let scope = if method == HttpMethod::Get { "read" } else { "write" };
        let token = SecurityRequirement::new("token", [scope]);
        operation.security = Some(vec![token, SecurityRequirement::new::<_, [&str; 0], &str>("session", [])]);
        Self { method, path, operation, is_public: false, refusals: Vec::new(), schemas: Vec::new() }
    }

    pub fn says(mut self, text: &str) -> Self {
        self.operation.description = Some(text.into());
        self
    }

    /// Needs nobody to be signed in.
    pub fn public(mut self) -> Self {
        self.is_public = true;
        self.operation.security = Some(Vec::new());
        self
    }

    /// An id in the path.
    pub fn at(self, name: &str, about: &str) -> Self {
        self.parameter(ParameterIn::Path, name, about, &uuid())
    }

    /// A text in the path.
    pub fn at_text(self, name: &str, about: &str) -> Self {
        self.parameter(ParameterIn::Path, name, about, &string())
    }

    /// A text in the query.
    pub fn asks(self, name: &str, about: &str) -> Self {
        self.parameter(ParameterIn::Query, name, about, &string())
    }

    /// An id in the query.
    pub fn asks_id(self, name: &str, about: &str) -> Self {
        self.parameter(ParameterIn::Query, name, about, &uuid())
    }

    /// The last one named has to be there.
    pub fn required(mut self) -> Self {
        if let Some(parameter) = self.operation.parameters.iter_mut().flatten().last() {
            parameter.required = Required::True;
        }
        self
    }

    /// `before` and `after`: what the cursors of this list are.
    pub fn pages(self, cursor: &str) -> Self {
        self.asks("before", &format!("The page before this {cursor}, as `next` of a page told it."))
            .asks("after", &format!("The page after this {cursor}. Not together with `before`."))
            .limited()
    }

    /// How many items a page has.
    pub fn limited(self) -> Self {
        let limit = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).maximum(Some(100));
        let limit = Schema::Object(limit.default(Some(50.into())).build());
        self.parameter(ParameterIn::Query, "limit", "Items a page has; more than 100 is cut.", &limit).refuses(&[422])
    }

    /// A JSON body of that form.
    pub fn takes<T: ToSchema>(mut self, example: Value) -> Self {
        let schema = self.reference::<T>();
        let content = ContentBuilder::new().schema(Some(schema)).example(Some(example)).build();
        self.body("application/json", content).refuses(&[400, 415, 422])
    }

    /// A form with a file in it, and the still of one that is a video.
    pub fn takes_file(self) -> Self {
        let file = ObjectBuilder::new().schema_type(Type::String).content_media_type("application/octet-stream");
        let about = "Of a video: its first frame. Without it, the video has no thumbnail, `width` and `height`.";
        let poster = ObjectBuilder::new().schema_type(Type::String).content_media_type("image/jpeg");
        let poster = poster.description(Some(about));
        let form = ObjectBuilder::new().property("file", file).required("file").property("poster", poster);
        let content = ContentBuilder::new().schema(Some(Schema::from(form))).build();
        self.body("multipart/form-data", content).refuses(&[400, 413, 415, 422])
    }

    pub fn answers<T: ToSchema>(mut self, status: u16, about: &str) -> Self {
        let schema = self.reference::<T>();
        self.answer(status, about, "application/json", Some(schema))
    }

    /// A page of a list.
    pub fn lists<T: ToSchema>(mut self, about: &str) -> Self {
        let items = ArrayBuilder::new().items(self.reference::<T>());
        let cursor = SchemaType::from_iter([Type::String, Type::Null]);
        let next = ObjectBuilder::new().schema_type(cursor).description(Some("The cursor of the next page, or null."));
        let page = ObjectBuilder::new().property("items", items).property("next", next);
        let page = Schema::from(page.required("items").required("next"));
        self.answer(200, about, "application/json", Some(page.into()))
    }

    pub fn answers_nothing(self, about: &str) -> Self {
        self.answer(204, about, "", None)
    }

    /// Something that is no JSON.
    pub fn answers_as(self, status: u16, mime: &str, about: &str) -> Self {
        self.answer(status, about, mime, None)
    }

    pub fn refuses(mut self, statuses: &[u16]) -> Self {
        self.refusals.extend(statuses);
        self
    }

    fn answer(mut self, status: u16, about: &str, mime: &str, schema: Option<RefOr<Schema>>) -> Self {
        let mut response = ResponseBuilder::new().description(about);
        if !mime.is_empty() {
            response = response.content(mime, ContentBuilder::new().schema(schema).build());
        }
        self.operation.responses.responses.insert(status.to_string(), response.build().into());
        self
    }

    fn body(mut self, mime: &str, content: utoipa::openapi::Content) -> Self {
        let body = RequestBodyBuilder::new().content(mime, content).required(Some(Required::True));
        self.operation.request_body = Some(body.build());
        self
    }

    fn parameter(mut self, place: ParameterIn, name: &str, about: &str, schema: &Schema) -> Self {
        let required = if place == ParameterIn::Path { Required::True } else { Required::False };
        let is_query = place == ParameterIn::Query;
        let parameter: Parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(place)
            .required(required)
            .description(Some(about))
            .schema(Some(schema.clone()))
            .build();
        self.operation.parameters.get_or_insert_default().push(parameter);
        // A query that cannot be read, such as one with a parameter twice.
        if is_query { self.refuses(&[400]) } else { self }
    }

    /// A reference to a noun, which is described once for all.
    fn reference<T: ToSchema>(&mut self) -> RefOr<Schema> {
        T::schemas(&mut self.schemas);
        self.schemas.push((T::name().into_owned(), <T as PartialSchema>::schema()));
        Ref::from_schema_name(T::name()).into()
    }
}

fn string() -> Schema {
    ObjectBuilder::new().schema_type(Type::String).into()
}

fn uuid() -> Schema {
    let format = SchemaFormat::KnownFormat(KnownFormat::Uuid);
    ObjectBuilder::new().schema_type(Type::String).format(Some(format)).into()
}
