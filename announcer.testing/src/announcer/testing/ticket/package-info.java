/** Tickets and how they are said: the golden tables that the grammar, the engine and every speech engine are tested with. */
package announcer.testing.ticket;
