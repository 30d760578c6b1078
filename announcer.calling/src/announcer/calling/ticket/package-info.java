/** What tickets are: their states and what leads from one to another, their numbers and ids. On any thread; nothing here is kept. */
package announcer.calling.ticket;
