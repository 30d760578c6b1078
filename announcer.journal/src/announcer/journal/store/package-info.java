/** The store: SQLite's connections, the schema, rows and requests as they are written, faults in words. Blocks on the disk; each class says for which thread it is. */
package announcer.journal.store;
