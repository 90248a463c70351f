-- The tables as they were made before layouts were numbered.
CREATE TABLE accounts (
    owner VARCHAR(64) NOT NULL,
    username VARCHAR(255) NOT NULL,
    ticket BLOB NOT NULL,
    linked DATETIME NOT NULL,
    PRIMARY KEY (owner)
);
CREATE TABLE changes (
    id VARCHAR(40) NOT NULL,
    user VARCHAR(18) NOT NULL,
    conversation VARCHAR(255) NOT NULL,
    state VARCHAR(12) NOT NULL,
    words TEXT NOT NULL,
    proposal TEXT NOT NULL,
    outcome TEXT,
    turn VARCHAR(32),
    process VARCHAR(32),
    claimed DATETIME,
    settled DATETIME,
    kept DATETIME NOT NULL,
    ordered DATETIME,
    PRIMARY KEY (id)
);
CREATE TABLE codes (
    email VARCHAR(64) NOT NULL,
    code VARCHAR(64) NOT NULL,
    tries INTEGER NOT NULL,
    made DATETIME NOT NULL,
    PRIMARY KEY (email)
);
CREATE TABLE conversations (
    id VARCHAR(64) NOT NULL,
    conversation VARCHAR(200) NOT NULL,
    kind VARCHAR(10) NOT NULL,
    email VARCHAR(200),
    language VARCHAR(2) NOT NULL,
    state VARCHAR(10) NOT NULL,
    failures INTEGER NOT NULL,
    case_id VARCHAR(18),
    case_number VARCHAR(30),
    agent VARCHAR(18),
    agent_name VARCHAR(200),
    routed VARCHAR(18),
    routing TEXT,
    began DATETIME NOT NULL,
    requested DATETIME,
    taken DATETIME,
    updated DATETIME NOT NULL,
    rating INTEGER,
    PRIMARY KEY (id)
);
CREATE TABLE feedback (
    turn VARCHAR(32) NOT NULL,
    rating VARCHAR(4) NOT NULL,
    reason TEXT NOT NULL,
    given DATETIME NOT NULL,
    PRIMARY KEY (turn)
);
CREATE TABLE inbox (
    id VARCHAR(64) NOT NULL,
    channel VARCHAR(16) NOT NULL,
    conversation VARCHAR(200) NOT NULL,
    person VARCHAR(64) NOT NULL,
    state VARCHAR(12) NOT NULL,
    sent VARCHAR(32) NOT NULL,
    body TEXT,
    turn VARCHAR(32),
    posted VARCHAR(64),
    arrived DATETIME NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE knowledge_gaps (
    turn VARCHAR(32) NOT NULL,
    question TEXT NOT NULL,
    language VARCHAR(2) NOT NULL,
    audience VARCHAR(10) NOT NULL,
    nearest TEXT NOT NULL,
    at DATETIME NOT NULL,
    PRIMARY KEY (turn)
);
CREATE TABLE notes (
    n INTEGER NOT NULL,
    id VARCHAR(64) NOT NULL,
    event VARCHAR(80) NOT NULL,
    agent VARCHAR(18) NOT NULL,
    agent_name VARCHAR(200) NOT NULL,
    text TEXT NOT NULL,
    at DATETIME NOT NULL,
    PRIMARY KEY (n),
    UNIQUE (event)
);
CREATE TABLE notices (
    id VARCHAR(64) NOT NULL,
    asker VARCHAR(32) NOT NULL,
    conversation VARCHAR(200) NOT NULL,
    due TEXT NOT NULL,
    made DATETIME NOT NULL,
    seen DATETIME,
    PRIMARY KEY (id)
);
CREATE TABLE places (
    conversation VARCHAR(200) NOT NULL,
    person VARCHAR(64) NOT NULL,
    asker VARCHAR(32),
    place TEXT NOT NULL,
    seen DATETIME NOT NULL,
    PRIMARY KEY (conversation, person)
);
CREATE TABLE read_marks (
    agent VARCHAR(18) NOT NULL,
    id VARCHAR(64) NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (agent, id)
);
CREATE TABLE said (
    n INTEGER NOT NULL,
    id VARCHAR(64) NOT NULL,
    event VARCHAR(80) NOT NULL,
    author VARCHAR(10) NOT NULL,
    name VARCHAR(200),
    text TEXT NOT NULL,
    parts TEXT,
    turn VARCHAR(32),
    language VARCHAR(2) NOT NULL,
    at DATETIME NOT NULL,
    PRIMARY KEY (n),
    UNIQUE (event)
);
CREATE TABLE schedules (
    id VARCHAR(16) NOT NULL,
    asker VARCHAR(32) NOT NULL,
    username VARCHAR(255) NOT NULL,
    owner VARCHAR(64) NOT NULL,
    conversation VARCHAR(200) NOT NULL,
    kind VARCHAR(8) NOT NULL,
    words TEXT NOT NULL,
    said TEXT NOT NULL,
    language VARCHAR(2) NOT NULL,
    zone VARCHAR(64) NOT NULL,
    rule TEXT NOT NULL,
    due DATETIME NOT NULL,
    made DATETIME NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE sign_ins (
    state VARCHAR(64) NOT NULL,
    owner VARCHAR(64) NOT NULL,
    label VARCHAR(255),
    verifier BLOB NOT NULL,
    made DATETIME NOT NULL,
    PRIMARY KEY (state)
);
CREATE TABLE slack_install_states (
    state VARCHAR(64) NOT NULL,
    made DATETIME NOT NULL,
    PRIMARY KEY (state)
);
CREATE TABLE slack_installations (
    team VARCHAR(32) NOT NULL,
    token BLOB NOT NULL,
    installed DATETIME NOT NULL,
    PRIMARY KEY (team)
);
CREATE TABLE spent_tokens (
    token VARCHAR(64) NOT NULL,
    at DATETIME NOT NULL,
    PRIMARY KEY (token)
);
CREATE TABLE stints (
    n INTEGER NOT NULL,
    id VARCHAR(64) NOT NULL,
    agent VARCHAR(18) NOT NULL,
    agent_name VARCHAR(200) NOT NULL,
    requested DATETIME,
    began DATETIME NOT NULL,
    first_reply DATETIME,
    held_since DATETIME,
    held FLOAT NOT NULL,
    ended DATETIME,
    how VARCHAR(12),
    PRIMARY KEY (n)
);
CREATE TABLE suggested (
    suggestion VARCHAR(32) NOT NULL,
    id VARCHAR(64) NOT NULL,
    text TEXT NOT NULL,
    sources TEXT NOT NULL,
    confidence FLOAT NOT NULL,
    shown DATETIME NOT NULL,
    PRIMARY KEY (suggestion)
);
CREATE TABLE suggestion_choices (
    suggestion VARCHAR(32) NOT NULL,
    agent VARCHAR(18) NOT NULL,
    id VARCHAR(64) NOT NULL,
    agent_name VARCHAR(200) NOT NULL,
    choice VARCHAR(8) NOT NULL,
    event VARCHAR(80),
    at DATETIME NOT NULL,
    PRIMARY KEY (suggestion, agent)
);
CREATE TABLE turns (
    turn VARCHAR(32) NOT NULL,
    sender VARCHAR(64) NOT NULL,
    accepted DATETIME NOT NULL,
    language VARCHAR(2),
    reply TEXT,
    PRIMARY KEY (turn)
);
CREATE TABLE vaults (
    conversation VARCHAR(255) NOT NULL,
    sealed BLOB NOT NULL,
    used DATETIME NOT NULL,
    PRIMARY KEY (conversation)
);
CREATE TABLE wrap_ups (
    proposal VARCHAR(40) NOT NULL,
    id VARCHAR(64) NOT NULL,
    agent VARCHAR(18) NOT NULL,
    reason VARCHAR(255),
    closes BOOLEAN NOT NULL,
    at DATETIME NOT NULL,
    PRIMARY KEY (proposal)
);
CREATE INDEX inbox_posted ON inbox (channel, posted);
CREATE INDEX inbox_state ON inbox (channel, state);
CREATE INDEX inbox_thread ON inbox (channel, conversation, person);
CREATE INDEX ix_changes_user ON changes (user);
CREATE INDEX ix_conversations_state ON conversations (state);
CREATE INDEX ix_conversations_updated ON conversations (updated);
CREATE INDEX ix_knowledge_gaps_at ON knowledge_gaps (at);
CREATE INDEX ix_notes_id ON notes (id);
CREATE INDEX ix_notices_asker ON notices (asker);
CREATE INDEX ix_said_id ON said (id);
CREATE INDEX ix_schedules_asker ON schedules (asker);
CREATE INDEX ix_schedules_due ON schedules (due);
CREATE INDEX ix_stints_began ON stints (began);
CREATE INDEX ix_stints_id ON stints (id);
CREATE INDEX ix_suggested_id ON suggested (id);
CREATE INDEX ix_suggested_shown ON suggested (shown);
CREATE INDEX ix_suggestion_choices_id ON suggestion_choices (id);
CREATE INDEX ix_turns_sender ON turns (sender);
CREATE INDEX ix_vaults_used ON vaults (used);
CREATE INDEX ix_wrap_ups_id ON wrap_ups (id);
CREATE INDEX places_asker ON places (conversation, asker);
