/**
 * Faults at random on a product of the driver's own while announcements are submitted: what became of each, and how long each channel was
 * away. The driver's thread breaks; others submit, follow the announcements, and listen to each channel as a player does.
 */
package announcer.bench.chaos;
