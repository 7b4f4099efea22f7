// The engine logs every workflow that stops; the tests look at the errors themselves.
process.env.N8N_LOG_LEVEL = 'silent';
