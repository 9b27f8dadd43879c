-- The tables of a peer as schema version 1 made them.
CREATE TABLE "boot" ("id" INTEGER NOT NULL, "number" INTEGER NOT NULL, PRIMARY KEY ("id"));
CREATE TABLE "chat_entry" ("conversation" BLOB NOT NULL, "author" BLOB NOT NULL, "log" INTEGER NOT NULL, "number" INTEGER NOT NULL, "kept_at" INTEGER NOT NULL, "entry" BLOB NOT NULL, PRIMARY KEY ("conversation", "author", "log", "number"));
CREATE TABLE "chat_log" ("conversation" BLOB NOT NULL, "author" BLOB NOT NULL, "log" INTEGER NOT NULL, "number" INTEGER NOT NULL, "hash" BLOB NOT NULL, "hlc" INTEGER NOT NULL, PRIMARY KEY ("conversation", "author", "log"));
CREATE TABLE "chat_undelivered" ("recipient" BLOB NOT NULL, "log" INTEGER NOT NULL, "number" INTEGER NOT NULL, "entry" BLOB NOT NULL, PRIMARY KEY ("recipient", "log", "number"));
CREATE TABLE "contact" ("peer" BLOB NOT NULL, "name" TEXT NOT NULL, "addr" BLOB NOT NULL, "last_seen" INTEGER NOT NULL, "blocked" INTEGER NOT NULL, PRIMARY KEY ("peer"));
CREATE TABLE eddy_schema (version INTEGER NOT NULL PRIMARY KEY);
CREATE TABLE "manager_pin" ("endpoint" TEXT NOT NULL, "manager" BLOB NOT NULL, PRIMARY KEY ("endpoint"));
INSERT INTO eddy_schema VALUES (1);
