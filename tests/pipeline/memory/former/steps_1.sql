BEGIN TRANSACTION;
CREATE TABLE packet (
            "key" VARCHAR NOT NULL PRIMARY KEY, packet VARCHAR NOT NULL,
            service VARCHAR NOT NULL, day DATE NOT NULL, day_given BOOLEAN NOT NULL,
            unit_code VARCHAR NOT NULL, unit_name VARCHAR NOT NULL,
            legal_rep VARCHAR NOT NULL, address VARCHAR NOT NULL,
            agent VARCHAR NOT NULL, agent_mark VARCHAR NOT NULL,
            outcome VARCHAR NOT NULL, decision VARCHAR);
INSERT INTO "packet" VALUES('a','包a','','2019-03-05',1,'91350100M000100Y43','北京甲科技有限公司','','','','','accept',NULL);
INSERT INTO "packet" VALUES('b','包b','','2019-02-01',1,'','北京甲科技有限公司','','','','','review','accept');
CREATE TABLE paper (
            number INTEGER NOT NULL PRIMARY KEY,
            packet_key VARCHAR NOT NULL REFERENCES packet ("key"),
            type VARCHAR NOT NULL, period VARCHAR NOT NULL, grey BOOLEAN NOT NULL);
INSERT INTO "paper" VALUES(1,'a','tax_info_notice','',1);
INSERT INTO "paper" VALUES(2,'b','tax_info_notice','',1);
CREATE TABLE ring (
            number INTEGER NOT NULL PRIMARY KEY,
            packet_key VARCHAR NOT NULL REFERENCES packet ("key"),
            kind VARCHAR NOT NULL, text VARCHAR NOT NULL);
INSERT INTO "ring" VALUES(1,'a','official','北京甲科技有限公司');
INSERT INTO "ring" VALUES(2,'b','official','北京甲科技有限公司');
CREATE TABLE schema_version (steps INTEGER NOT NULL);
INSERT INTO "schema_version" VALUES(1);
CREATE INDEX ix_packet_unit_code ON packet (unit_code);
CREATE INDEX ix_packet_unit_name ON packet (unit_name);
CREATE INDEX ix_paper_packet_key ON paper (packet_key);
CREATE INDEX ix_ring_packet_key ON ring (packet_key);
COMMIT;
