-- The tables as the first version made them, before there was a table of versions.
CREATE TABLE ots_claims ("key" TEXT NOT NULL, holder TEXT NOT NULL, answered BOOLEAN NOT NULL, until DOUBLE NOT NULL, PRIMARY KEY ("key"));
CREATE INDEX ix_ots_claims_until ON ots_claims (until);
CREATE TABLE ots_entries_asked (entry TEXT NOT NULL, count BIGINT NOT NULL, last_seen DOUBLE NOT NULL, PRIMARY KEY (entry));
CREATE TABLE ots_questions (question VARCHAR(200) NOT NULL, outcome TEXT NOT NULL, entry TEXT NOT NULL, workspace TEXT NOT NULL, count BIGINT NOT NULL, first_seen DOUBLE NOT NULL, last_seen DOUBLE NOT NULL, PRIMARY KEY (question, outcome, entry, workspace));
CREATE INDEX ix_ots_questions_last_seen ON ots_questions (last_seen);
CREATE TABLE slack_bots (id INTEGER NOT NULL, client_id TEXT NOT NULL, app_id TEXT NOT NULL, enterprise_id TEXT, enterprise_name TEXT, team_id TEXT, team_name TEXT, bot_token TEXT, bot_id TEXT, bot_user_id TEXT, bot_scopes TEXT, bot_refresh_token TEXT, bot_token_expires_at DATETIME, is_enterprise_install BOOLEAN NOT NULL, installed_at DATETIME NOT NULL, PRIMARY KEY (id));
CREATE INDEX slack_bots_idx ON slack_bots (client_id, enterprise_id, team_id, installed_at);
CREATE TABLE slack_installations (id INTEGER NOT NULL, client_id TEXT NOT NULL, app_id TEXT NOT NULL, enterprise_id TEXT, enterprise_name TEXT, enterprise_url TEXT, team_id TEXT, team_name TEXT, bot_token TEXT, bot_id TEXT, bot_user_id TEXT, bot_scopes TEXT, bot_refresh_token TEXT, bot_token_expires_at DATETIME, user_id TEXT NOT NULL, user_token TEXT, user_scopes TEXT, user_refresh_token TEXT, user_token_expires_at DATETIME, incoming_webhook_url TEXT, incoming_webhook_channel TEXT, incoming_webhook_channel_id TEXT, incoming_webhook_configuration_url TEXT, is_enterprise_install BOOLEAN NOT NULL, token_type TEXT, installed_at DATETIME NOT NULL, PRIMARY KEY (id));
CREATE INDEX slack_installations_idx ON slack_installations (client_id, enterprise_id, team_id, user_id, installed_at);
CREATE TABLE slack_oauth_states (id INTEGER NOT NULL, state TEXT NOT NULL, expire_at DATETIME NOT NULL, PRIMARY KEY (id));
CREATE INDEX slack_oauth_states_state ON slack_oauth_states (state);
