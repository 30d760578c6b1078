package announcer.tts.mary;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Sets rate and pitch where MaryTTS has already decided on the length and the pitch of each sound (ACOUSTPARAMS) and not made any yet:
 * lengths are divided by the rate and frequencies multiplied with the pitch, so that both are what they say.
 */
final class Acoustics {
    /**
     * The shortest sound of an HMM voice: five states of one frame of 5 ms. Asked for less it takes this, so the longer ones must give
     * more at a high rate.
     */
    private static final double SHORTEST_MILLIS = 25;
    private static final Pattern TARGET = Pattern.compile("\\((\\d+),(\\d+)\\)");

    private final List<Element> sounds = new ArrayList<>();
    private final List<Double> lengths = new ArrayList<>();
    private double wanted;
    private boolean changed;

    private Acoustics() {
    }

    /** Returns whether there is any sound in it. */
    static boolean apply(Document document) {
        Acoustics acoustics = new Acoustics();
        // Of the sound before: MaryTTS puts the pause after a sentence outside of what it belongs to.
        double rate = 1;
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (element.getLocalName().equals("ph")) {
                rate = factor(element, MaryXml.RATE);
                acoustics.sound(element, rate);
            } else if (element.getLocalName().equals("boundary")) {
                pause(element, rate);
            }
        }
        if (acoustics.changed) {
            acoustics.setLengths();
        }
        return !acoustics.sounds.isEmpty();
    }

    private void sound(Element element, double rate) {
        double length = number(element, "d") / rate;
        sounds.add(element);
        lengths.add(length);
        wanted += length;
        changed |= rate != 1;
        pitch(element, factor(element, MaryXml.PITCH));
    }

    private static void pause(Element element, double rate) {
        if (rate != 1 && element.hasAttribute("duration") && !element.hasAttribute(MaryXml.EXACT)) {
            element.setAttribute("duration", String.valueOf(Math.round(number(element, "duration") / rate)));
        }
    }

    private void setLengths() {
        double factor = squeeze();
        double end = 0;
        for (int i = 0; i < sounds.size(); i++) {
            double length = Math.max(SHORTEST_MILLIS, lengths.get(i) * factor);
            end += length / 1_000;
            sounds.get(i).setAttribute("d", String.valueOf(length));
            sounds.get(i).setAttribute("end", String.valueOf(end));
        }
    }

    /** The factor by which the lengths must be shortened further, so that with the shortest held they add up to what is wanted. */
    private double squeeze() {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 20; i++) {
            double middle = (low + high) / 2;
            double sum = 0;
            for (double length : lengths) {
                sum += Math.max(SHORTEST_MILLIS, length * middle);
            }
            if (sum > wanted) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static void pitch(Element sound, double factor) {
        if (factor == 1 || !sound.hasAttribute("f0")) {
            return;
        }
        Matcher targets = TARGET.matcher(sound.getAttribute("f0"));
        StringBuilder changed = new StringBuilder();
        while (targets.find()) {
            changed.append('(').append(targets.group(1)).append(',').append(Math.round(Integer.parseInt(targets.group(2)) * factor))
                    .append(')');
        }
        sound.setAttribute("f0", changed.toString());
    }

    private static double number(Element element, String attribute) {
        return element.hasAttribute(attribute) ? Double.parseDouble(element.getAttribute(attribute)) : 0;
    }

    /** Returns the factor of the nearest enclosing element; ours are never one inside another. */
    private static double factor(Element element, String attribute) {
        for (Node around = element; around instanceof Element e; around = around.getParentNode()) {
            if (e.hasAttribute(attribute)) {
                return Double.parseDouble(e.getAttribute(attribute));
            }
        }
        return 1;
    }
}
