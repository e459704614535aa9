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
     "\n"
     "Exit code: 0 nothing wrong, 1 a defect, 2 bad input, 3 inconclusive or unsupported.\n"
     "'sdvlite COMMAND --help' tells more."},
    {"check", "sdvlite check INPUT... [options] [-- CLANG-ARGUMENT...]",
     "Verifies a driver. INPUT: .c or .dir files, a folder that holds one driver, a .vcxproj,\n"
     "a compile_commands.json. Several files are one driver.",
     "Examples:\n"
     "  sdvlite check driver.c --rules 'Irql*' --rules my.slic\n"
     "  sdvlite check src/ -I include -D NTDDI_VERSION=0x0A000000 --format text --format json=out.json"},
    {"scan", "sdvlite scan INPUT... [options] [-- CLANG-ARGUMENT...]",
     "Shows the entry points (roles) of a driver, and how each was found.", ""},
    {"print", "sdvlite ir print INPUT... [options] [-- CLANG-ARGUMENT...]", "Prints a driver as IR text.", ""},
    {"ir", "sdvlite ir print|check ...", "Works with the driver IR, the language between C and the checker.", ""},
    {"rules", "sdvlite rules list|show ...", "Shows the library of rules.", ""},
    {"list", "sdvlite rules list [--model M]", "Lists the rules of the library.", ""},
    {"show", "sdvlite rules show RULE", "Shows one rule: what it is about, what it needs, its source.", ""},
};

const Text* text_of(const CLI::App* app) {
    const bool ir_check = app->get_parent() != nullptr && app->get_parent()->get_name() == "ir" && app->get_name() == "check";
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
    out += make_groups(app, mode);
    while (out.size() > 1 && out[out.size() - 2] == '\n') out.pop_back();
    if (text != nullptr && text->after[0] != '\0') out += fmt::format("\n{}\n", text->after);
    return out;
}

}  // namespace sdvlite::cli
