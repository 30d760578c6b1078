package announcer.engine.voice;

import java.util.Locale;
import java.util.Map;

/**
 * What a voice says to have its loudness measured: eight to ten seconds of ordinary announcements in its language, several short sentences,
 * so that no one word or sound decides.
 */
final class CalibrationTexts {
    private static final String DIGITS = "1 2 3 4 5 6 7 8 9 10. 1 2 3 4 5 6 7 8 9 10.";
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("en",
                    "Good morning, and welcome. The next train to the city leaves from platform two. Please keep your bags with you."
                            + " The doors close in one minute."),
            Map.entry("de", "Guten Morgen und willkommen. Der nächste Zug in die Stadt fährt von Gleis zwei ab. Bitte lassen Sie Ihr Gepäck"
                    + " nicht allein. Die Türen schließen in einer Minute."),
            Map.entry("fr",
                    "Bonjour et bienvenue. Le prochain train pour le centre partira de la voie deux. Gardez vos bagages près de vous,"
                            + " s'il vous plaît. Les portes ferment dans une minute."),
            Map.entry("es", "Buenos días y bienvenidos. El próximo tren al centro sale de la vía dos. Por favor, no dejen solo su equipaje."
                    + " Las puertas se cierran en un minuto."),
            Map.entry("it", "Buongiorno e benvenuti. Il prossimo treno per il centro parte dal binario due. Non lasciate da soli i vostri"
                    + " bagagli. Le porte si chiudono tra un minuto."),
            Map.entry("pt",
                    "Bom dia e bem-vindos. O próximo comboio para o centro parte da linha dois. Por favor, não deixem a vossa bagagem"
                            + " sozinha. As portas fecham dentro de um minuto."),
            Map.entry("nl",
                    "Goedemorgen en welkom. De volgende trein naar de stad vertrekt van spoor twee. Laat uw bagage niet alleen staan."
                            + " De deuren sluiten over een minuut."),
            Map.entry("pl", "Dzień dobry i witamy. Następny pociąg do centrum odjeżdża z toru drugiego. Prosimy nie zostawiać bagażu bez"
                    + " opieki. Drzwi zamkną się za minutę."),
            Map.entry("ru",
                    "Доброе утро и добро пожаловать. Следующий поезд в центр города отходит со второго пути. Пожалуйста, не оставляйте"
                            + " свои вещи. Двери закроются через минуту."),
            Map.entry("uk", "Доброго ранку і ласкаво просимо. Наступний поїзд до центру міста відходить з другої колії. Будь ласка, не"
                    + " залишайте свої речі. Двері зачиняться за хвилину."),
            Map.entry("cs",
                    "Dobré ráno a vítejte. Příští vlak do města odjíždí z druhé koleje. Prosíme, nenechávejte svá zavazadla bez dozoru."
                            + " Dveře se zavřou za minutu."),
            Map.entry("sk",
                    "Dobré ráno a vitajte. Nasledujúci vlak do mesta odchádza z druhej koľaje. Prosíme, nenechávajte svoju batožinu bez"
                            + " dozoru. Dvere sa zatvoria o minútu."),
            Map.entry("hu",
                    "Jó reggelt és üdvözöljük. A következő vonat a városba a második vágányról indul. Kérjük, ne hagyja őrizetlenül a"
                            + " csomagját. Az ajtók egy perc múlva záródnak."),
            Map.entry("ro",
                    "Bună dimineața și bine ați venit. Următorul tren spre oraș pleacă de la linia doi. Vă rugăm să nu lăsați bagajele"
                            + " singure. Ușile se închid într-un minut."),
            Map.entry("sv",
                    "God morgon och välkommen. Nästa tåg till staden går från spår två. Lämna inte ditt bagage ensamt. Dörrarna stängs"
                            + " om en minut. Tack för att du reser med oss."),
            Map.entry("da",
                    "God morgen og velkommen. Det næste tog til byen kører fra spor to. Lad ikke din bagage stå alene. Dørene lukker om"
                            + " et minut. Tak, fordi du rejser med os."),
            Map.entry("nb",
                    "God morgen og velkommen. Det neste toget til byen går fra spor to. Ikke la bagasjen stå alene. Dørene lukkes om et"
                            + " minutt. Takk for at du reiser med oss."),
            Map.entry("fi",
                    "Hyvää huomenta ja tervetuloa. Seuraava juna kaupunkiin lähtee raiteelta kaksi. Älkää jättäkö laukkuja yksin. Ovet"
                            + " sulkeutuvat minuutin kuluttua."),
            Map.entry("el",
                    "Καλημέρα και καλώς ήρθατε. Το επόμενο τρένο για την πόλη αναχωρεί από τη γραμμή δύο. Παρακαλούμε μην αφήνετε τις"
                            + " αποσκευές σας. Οι πόρτες κλείνουν σε ένα λεπτό."),
            Map.entry("tr", "Günaydın ve hoş geldiniz. Şehre giden bir sonraki tren ikinci perondan kalkacak. Lütfen eşyalarınızı yalnız"
                    + " bırakmayın. Kapılar bir dakika içinde kapanacak."),
            Map.entry("zh", "早上好，欢迎光临。开往市中心的下一班列车将从二号站台发车。请看管好您的行李。车门将在一分钟后关闭。"),
            Map.entry("ja", "おはようございます。次の市内行きの電車は、二番線から出ます。お荷物から目を離さないでください。ドアは一分後に閉まります。"),
            Map.entry("ko", "안녕하십니까. 시내로 가는 다음 열차는 이번 승강장에서 출발합니다. 짐을 잘 챙겨 주십시오. 문은 일 분 뒤에 닫힙니다."),
            Map.entry("ar",
                    "صباح الخير وأهلا بكم. القطار التالي إلى المدينة يغادر من الرصيف الثاني. من فضلكم لا تتركوا أمتعتكم. تغلق الأبواب"
                            + " بعد دقيقة واحدة."),
            Map.entry("he",
                    "בוקר טוב וברוכים הבאים. הרכבת הבאה לעיר יוצאת מרציף שתיים. נא לא להשאיר את התיקים לבד. הדלתות נסגרות בעוד דקה אחת."),
            Map.entry("hi",
                    "सुप्रभात, आपका स्वागत है। शहर जाने वाली अगली गाड़ी प्लेटफ़ॉर्म दो से चलेगी। कृपया अपना सामान अपने पास रखें। दरवाज़े एक मिनट"
                            + " में बंद होंगे।"),
            Map.entry("vi",
                    "Xin chào và chào mừng quý khách. Chuyến tàu tiếp theo vào thành phố khởi hành từ sân ga số hai. Xin giữ hành lý bên"
                            + " mình. Cửa sẽ đóng sau một phút."),
            Map.entry("id",
                    "Selamat pagi dan selamat datang. Kereta berikutnya ke kota berangkat dari jalur dua. Mohon jaga barang bawaan Anda."
                            + " Pintu ditutup dalam satu menit."));

    private CalibrationTexts() {
    }

    /** The text for a language, whatever its country; digits where the language is not known. */
    static String of(Locale locale) {
        return TEXTS.getOrDefault(language(locale), DIGITS);
    }

    /** Old and narrower codes that Java or a system's voice list may use. */
    private static String language(Locale locale) {
        return switch (locale.getLanguage()) {
            case "iw" -> "he";
            case "in" -> "id";
            case "no", "nn" -> "nb";
            case "cmn" -> "zh";
            default -> locale.getLanguage();
        };
    }
}
