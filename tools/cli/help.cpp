// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/help.hpp"

#include <fmt/format.h>

namespace sdvlite::cli {
namespace {

struct Text {
    const char* command;
    const char* usage;
    const char* about;
    const char* after;
};

constexpr Text kTexts[] = {
    {"sdvlite", "sdvlite COMMAND ...", "Finds out whether a Windows driver keeps the rules of the kernel's interface.",
     "Examples:\n"
     "  sdvlite check driver.c                        every rule of the driver's model\n"
     "  sdvlite check src/ --rules CancelSpinLock     a folder that holds one driver, one rule\n"
     "  sdvlite check toy.vcxproj --wdk ~/wdk/Include --format json=out.json\n"
     "  sdvlite rules list --model wdm\n"
     "  sdvlite trace show out.json                   the paths to the defects of a run, again\n"
     "\n"
     "Exit code: 0 nothing wrong, 1 a defect, 2 bad input, 3 inconclusive or unsupported.\n"
     "'sdvlite COMMAND --help' tells more."},
    {"check", "sdvlite check INPUT... [options] [-- CLANG-ARGUMENT...]",
     "Verifies a driver. INPUT: .c or .dir files, a folder that holds one driver, a .vcxproj,\n"
     "a compile_commands.json. Several files are one driver.",
     "Examples:\n"
     "  sdvlite check driver.c --rules 'Irql*' --rules my.slic\n"
     "  sdvlite check src/ -I include -D NTDDI_VERSION=0x0A000000 --format text --format html=report.html"},
    {"scan", "sdvlite scan INPUT... [options] [-- CLANG-ARGUMENT...]",
     "Shows the entry points (roles) of a driver, and how each was found.", ""},
    {"print", "sdvlite ir print INPUT... [options] [-- CLANG-ARGUMENT...]", "Prints a driver as IR text.", ""},
    {"ir", "sdvlite ir print|check ...", "Works with the driver IR, the language between C and the checker.", ""},
    {"rules", "sdvlite rules COMMAND ...", "Works with the library of rules, and with rules of your own.",
     "RULE is a name (CancelSpinLock, storport/CancelSpinLock), a glob, a .slic file, a folder, or a .sdv list.\n"
     "\n"
     "Examples:\n"
     "  sdvlite rules list --ddi 'IoAcquire*'     which rules are about it\n"
     "  sdvlite rules show CancelSpinLock         what it demands, and why\n"
     "  sdvlite rules new MyRule                  a folder MyRule/ with a rule and two drivers\n"
     "  sdvlite rules lint MyRule                 mistakes in it\n"
     "  sdvlite rules test MyRule                 its drivers, against what they should say\n"
     "  sdvlite check driver.c --rules MyRule     on a driver\n"
     "rules/TUTORIAL.md goes from an empty folder to a rule that finds a bug."},
    {"list", "sdvlite rules list [WORD...] [options]",
     "Lists the rules of the library; with words, those in whose name, summary, comment, events or messages all occur.",
     "Examples:\n"
     "  sdvlite rules list --model wdm --set locking\n"
     "  sdvlite rules list --ddi KeSetEvent\n"
     "  sdvlite rules list cancel queue"},
    {"show", "sdvlite rules show RULE [--source]",
     "Explains a rule: what it demands and why, what it needs, its events, its automaton, where it is documented.", ""},
    {"new", "sdvlite rules new NAME [--model M]",
     "Makes the folder NAME with a rule NAME.slic, its rule.json and README.md, a driver that passes and one that fails.\n"
     "They run as they are; change them into what you need. NAME may be a path, as in rules/library/wdm/MyRule.",
     ""},
    {"lint", "sdvlite rules lint [RULE...] [--model M]",
     "Looks for mistakes in rules (default: the whole library): what does not compile, names that nothing has, events that\n"
     "never fire, arguments that no call has, states that are never reached or left, variables that make no difference.",
     "Exit code: 0 nothing found, 1 warnings, 2 errors."},
    {"test", "sdvlite rules test [RULE...] [options]",
     "Runs rules (default: the whole library) on the drivers in their folders: pass*.c has to pass, fail*.c to have a defect\n"
     "at exactly the lines that end in // VIOLATION, na*.c to be out of the rule's reach.",
     "Exit code: 0 all as expected, 1 something differs, 2 a rule or a driver can't be read."},
    {"graph", "sdvlite rules graph RULE [--format dot|svg[=FILE]] [--trace FILE]",
     "Draws the automaton of a rule: its states and what moves it between them. RULE: a name of the library, or a .slic\n"
     "file. States that no events tell apart are one; counters stop where the rule can't tell their values apart.",
     "Examples:\n"
     "  sdvlite rules graph CancelSpinLock\n"
     "  sdvlite rules graph my.slic --format svg=my.svg\n"
     "  sdvlite rules graph CancelSpinLock --trace results.json --format svg=way.svg"},
    {"trace", "sdvlite trace show|validate ...", "Works with traces: files of 'check --format json', or one trace of such a file.", ""},
    {"validate", "sdvlite trace validate FILE [INPUT...] [options]",
     "Replays the traces in FILE against driver and rule, and says of each whether it still holds. The driver is\n"
     "read from where it was, or from INPUT. A trace from another state of driver or rule is stale.",
     "Examples:\n"
     "  sdvlite check src/ --format json=out.json && sdvlite trace validate out.json\n"
     "\n"
     "Exit code: 0 each holds, 1 one does not, 2 bad input, 3 one is stale or can't be replayed."},
    {"baseline", "sdvlite baseline write|check ...",
     "Works with a baseline: defects that were looked at and accepted, each with a reason. They are known again by\n"
     "a fingerprint of rule, message, function and the text of the line, wherever that line moves.", ""},
    {"write", "sdvlite baseline write RESULTS --baseline FILE --reason TEXT [options]",
     "Accepts the defects in RESULTS, a file of 'check --format json'. Accepted defects that are gone are removed.",
     "Examples:\n"
     "  sdvlite check src/ --format json=out.json\n"
     "  sdvlite baseline write out.json --baseline accepted.json --reason 'ticket 12: needs new hardware'\n"
     "  sdvlite baseline write out.json --baseline accepted.json --reason 'by design' --only 3f2a9c --only SpinLock\n"
     "  sdvlite check src/ --baseline accepted.json"},
};

const Text* text_of(const CLI::App* app) {
    const bool ir_check = app->get_parent() != nullptr && app->get_parent()->get_name() == "ir" && app->get_name() == "check";
    static constexpr Text kBaselineCheck = {"check", "sdvlite baseline check RESULTS --baseline FILE",
        "Says which defects in RESULTS, a file of 'check --format json', are new, accepted, or not there any more.",
        "Exit code: 0 nothing new, 1 a new defect, 2 bad input."};
    static constexpr Text kTraceShow = {"show", "sdvlite trace show FILE [options]",
        "Shows the traces in FILE: one of its own, or all of a results file. The file is enough; the driver is not read.",
        "Examples:\n"
        "  sdvlite trace show out.json\n"
        "  sdvlite trace show out.json --number 2 --verbose\n"
        "  sdvlite trace show out.json --number 2 --format json=trace.json"};
    const std::string above = app->get_parent() != nullptr ? app->get_parent()->get_name() : "";
    if (above == "baseline" && app->get_name() == "check") return &kBaselineCheck;
    if (above == "trace" && app->get_name() == "show") return &kTraceShow;
    static constexpr Text kIrCheck = {"check", "sdvlite ir check FILE...", "Reads and checks files of IR text; says nothing when they are good.", ""};
    if (ir_check) return &kIrCheck;
    for (const Text& t : kTexts) {
        if (app->get_name() == t.command) return &t;
    }
    return nullptr;
}

}  // namespace

std::string HelpFormatter::make_option_opts(const CLI::Option* option) const {
    return option->get_option_text().empty() ? "" : " " + option->get_option_text();
}

std::string HelpFormatter::make_help(const CLI::App* app, std::string, CLI::AppFormatMode mode) const {
    const Text* text = text_of(app);
    std::string out;
    if (text != nullptr) out = fmt::format("usage: {}\n\n{}\n", text->usage, text->about);
    if (const std::string commands = make_subcommands(app, mode); !commands.empty()) {
        out += "\nCommands:" + commands.substr(commands.find('\n', 1));
    }
    // A command that only has commands below it has no option but --help.
    const bool only_help = app->get_parent() != nullptr && !app->get_subcommands([](const CLI::App*) { return true; }).empty();
    if (!only_help) out += make_groups(app, mode);
    while (out.size() > 1 && out[out.size() - 2] == '\n') out.pop_back();
    if (text != nullptr && text->after[0] != '\0') out += fmt::format("\n{}\n", text->after);
    return out;
}

}  // namespace sdvlite::cli
