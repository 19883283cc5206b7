import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Tells line by line whether a file keeps to a part of PDF/A: java Validate 2u=one.pdf 3u=other.pdf */
public class Validate {
    private static final int MOST_FAULTS = 1000;

    public static void main(String[] wanted) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String one : wanted) {
            String[] parts = one.split("=", 2);
            System.out.println(judgement(PDFAFlavour.fromString(parts[0]), parts[1]));
        }
    }

    private static String judgement(PDFAFlavour flavour, String path) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance()
                                .createValidator(flavour, MOST_FAULTS, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            return result.isCompliant() ? "PASS" : "FAIL" + faults(result);
        } catch (Exception broken) {
            return ("FAIL " + broken).replaceAll("\\s+", " ");
        }
    }

    /** Every rule that is broken once, with where it is broken first. */
    private static String faults(ValidationResult result) {
        Map<String, String> first = new TreeMap<>();
        for (TestAssertion fault : result.getTestAssertions()) {
            String rule = fault.getRuleId().getClause() + "-" + fault.getRuleId().getTestNumber();
            first.putIfAbsent(rule, fault.getMessage() + " @ " + fault.getLocation().getContext());
        }
        StringBuilder told = new StringBuilder();
        first.forEach((rule, fault) -> told.append(" [").append(rule).append(": ").append(fault).append("]"));
        return told.toString().replaceAll("\\s+", " ");
    }
}
