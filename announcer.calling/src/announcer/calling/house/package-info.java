/** The settings of the house: services, counters, boards, and what holds for all. Read on any thread; nothing here changes. */
package announcer.calling.house;
