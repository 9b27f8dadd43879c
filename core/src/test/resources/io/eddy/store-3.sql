-- The tables of a peer as schema version 3 made them.
CREATE TABLE "boot" ("id" INTEGER NOT NULL, "number" INTEGER NOT NULL, PRIMARY KEY ("id"));
CREATE TABLE "chat_entry" ("conversation" BLOB NOT NULL, "author" BLOB NOT NULL, "log" INTEGER NOT NULL, "number" INTEGER NOT NULL, "kept_at" INTEGER NOT NULL, "entry" BLOB NOT NULL, PRIMARY KEY ("conversation", "author", "log", "number"));
CREATE TABLE "chat_log" ("conversation" BLOB NOT NULL, "author" BLOB NOT NULL, "log" INTEGER NOT NULL, "number" INTEGER NOT NULL, "hash" BLOB NOT NULL, "hlc" INTEGER NOT NULL, PRIMARY KEY ("conversation", "author", "log"));
CREATE TABLE "chat_room" ("folded" TEXT NOT NULL, "name" TEXT NOT NULL, PRIMARY KEY ("folded"));
CREATE TABLE "chat_room_entry" ("slot" INTEGER NOT NULL, "kept_order" INTEGER NOT NULL, "kept_at" INTEGER NOT NULL, "entry" BLOB NOT NULL, PRIMARY KEY ("slot"));
CREATE TABLE "chat_room_log" ("conversation" BLOB NOT NULL, "author" BLOB NOT NULL, "log" INTEGER NOT NULL, "highest" INTEGER NOT NULL, "below" INTEGER NOT NULL, "kept_order" INTEGER NOT NULL, PRIMARY KEY ("conversation", "author", "log"));
CREATE TABLE "chat_undelivered" ("recipient" BLOB NOT NULL, "log" INTEGER NOT NULL, "number" INTEGER NOT NULL, "entry" BLOB NOT NULL, PRIMARY KEY ("recipient", "log", "number"));
CREATE TABLE "contact" ("peer" BLOB NOT NULL, "name" TEXT NOT NULL, "addr" BLOB NOT NULL, "last_seen" INTEGER NOT NULL, "blocked" INTEGER NOT NULL, PRIMARY KEY ("peer"));
CREATE TABLE eddy_schema (version INTEGER NOT NULL PRIMARY KEY);
CREATE TABLE "game_secret" ("game" BLOB NOT NULL, "secret" BLOB NOT NULL, PRIMARY KEY ("game"));
CREATE TABLE "manager_pin" ("endpoint" TEXT NOT NULL, "manager" BLOB NOT NULL, PRIMARY KEY ("endpoint"));
CREATE TABLE "overlay_address" ("peer" BLOB NOT NULL, "record" BLOB NOT NULL, "last_reached" INTEGER NOT NULL, "failures" INTEGER NOT NULL, PRIMARY KEY ("peer"));
CREATE TABLE "ring" ("ring" BLOB NOT NULL, "charter" BLOB NOT NULL, "state" INTEGER NOT NULL, "since" INTEGER NOT NULL, PRIMARY KEY ("ring"));
CREATE TABLE "ring_entry" ("ring" BLOB NOT NULL, "number" INTEGER NOT NULL, "entry" BLOB NOT NULL, PRIMARY KEY ("ring", "number"));
CREATE TABLE "ring_unheard" ("ring" BLOB NOT NULL, "counter" INTEGER NOT NULL, "words" BLOB NOT NULL, PRIMARY KEY ("ring", "counter"));
CREATE TABLE "unreported_end" ("registrar" BLOB NOT NULL, "game" BLOB NOT NULL, "reason" TEXT NOT NULL, PRIMARY KEY ("registrar", "game"));
INSERT INTO eddy_schema VALUES (3);
