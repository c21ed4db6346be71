// A plain socket.io server with one room, as its guide begins: who connects is in it, and hears what is said in it.
// Prints its port.

const { createServer } = require("node:http");
const { Server } = require("socket.io");

const http = createServer();
const io = new Server(http);
io.on("connection", (socket) => {
  socket.join("room");
  socket.on("message", (message) => io.to("room").emit("message", message));
});
http.listen(0, "127.0.0.1", () => console.log(http.address().port));
