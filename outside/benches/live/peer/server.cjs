// A plain socket.io server, as its guide begins: who connects is in a room, and hears what is said in it. Where PGHOST
// names a Postgres, each message is inserted before it is told. Prints its port.

const { createServer } = require("node:http");
const { Server } = require("socket.io");

const store = process.env.PGHOST ? inserter() : async () => {};
const http = createServer();
const io = new Server(http);
io.on("connection", (socket) => {
  const room = socket.handshake.query.room ?? "room";
  socket.join(room);
  socket.on("message", async (message) => {
    await store(message);
    io.to(room).emit("message", message);
  });
});
http.listen(0, "127.0.0.1", () => console.log(http.address().port));

/** One row a message, as pgbench writes them beside this. */
function inserter() {
  const { Pool } = require("pg");
  const pool = new Pool();
  const text = `insert into bench_messages (id, room_id, version, client_id, sender_id, kind, body, created_at)
    values ($1, $2, 1, $3, $4, 'text', $5, now())`;
  return ({ message: { id, room, clientId, sender, body } }) =>
    pool.query({ name: "insert", text, values: [id, room, clientId, sender.id, body] });
}
