package announcer.web.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonObject;

import announcer.api.Announcement;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.HistoryQuery;
import announcer.lib.json.ApiJson;
import announcer.lib.json.JsonValues;
import announcer.web.http.Problem;

/**
 * One page of the list of announcements, and where the next begins: of all in the journal, or without one of what the engine remembers. The
 * work is bounded: in memory, when few of the texts that were looked at match, a page ends before it is full, and the next one begins there.
 *
 * @param announcements what is on it, newest first
 * @param next id behind which the next page begins; empty when there is none
 */
record AnnouncementPage(List<AnnouncementStatus> announcements, Optional<String> next) {
    /** The engine remembers 10,000 outcomes, and what waits; this many of all can be paged through. */
    private static final int DEEPEST = 200_000;
    /** Characters of texts that are looked at for one page. */
    private static final int MOST_CHARACTERS = 2_000_000;

    static AnnouncementPage of(Announcer announcer, AnnouncementSearch search) throws Problem {
        return announcer.journal().isPresent() ? ofJournal(announcer, search) : ofMemory(announcer, search);
    }

    private static AnnouncementPage ofJournal(Announcer announcer, AnnouncementSearch search) throws Problem {
        Optional<AnnouncementStatus> before = Optional.empty();
        if (search.before().isPresent()) {
            before = Optional.of(find(announcer, search.before().get()).status());
        }
        // One more than asked for tells whether there is a next page. Of the largest there may be one that is empty.
        int asked = Math.min(search.limit() + 1, HistoryQuery.MOST);
        List<AnnouncementStatus> found;
        try {
            found = announcer.search(search.query(asked));
            if (found.isEmpty() && before.isPresent()) {
                // The journal may not know it, when it was accepted without one: then its time tells where the page begins.
                found = announcer.search(search.acceptedBefore(before.get().submitted()).query(asked));
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        boolean more = found.size() == asked;
        List<AnnouncementStatus> page = found.subList(0, Math.min(search.limit(), found.size()));
        // Some may have changed since they were found.
        return new AnnouncementPage(page.stream().filter(search::matches).toList(),
                more ? Optional.of(page.get(page.size() - 1).id()) : Optional.empty());
    }

    /** The announcement with this id: whoever is told that there is none may submit it once more. */
    static Announcement find(Announcer announcer, String id) throws Problem {
        try {
            return announcer.find(id).orElseThrow(() -> Problem.unknownAnnouncement(id));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    static Problem unreadable(IOException e) {
        return new Problem(503, "journal-unreadable", "The journal cannot be read", e.getMessage()).later();
    }

    private static AnnouncementPage ofMemory(Announcer announcer, AnnouncementSearch search) throws Problem {
        boolean newestOnly = search.isPlain() && search.before().isEmpty();
        List<Announcement> all = announcer.recent(newestOnly ? search.limit() + 1 : DEEPEST);
        int first = search.before().isEmpty() ? 0 : placeOf(search.before().get(), all) + 1;
        List<AnnouncementStatus> found = new ArrayList<>();
        int characters = 0;
        int i = first;
        for (; i < all.size() && found.size() < search.limit() && characters < MOST_CHARACTERS; i++) {
            AnnouncementStatus status = all.get(i).status();
            characters += search.text().isPresent() ? status.request().text().length() : 0;
            if (search.matches(status)) {
                found.add(status);
            }
        }
        return new AnnouncementPage(found, i < all.size() && i > first ? Optional.of(all.get(i - 1).id()) : Optional.empty());
    }

    private static int placeOf(String id, List<Announcement> all) throws Problem {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id)) {
                return i;
            }
        }
        throw Problem.unknownAnnouncement(id);
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.add("announcements", ApiJson.announcements(announcements));
        json.add("next", JsonValues.text(next));
        return json;
    }
}
