// SPDX-License-Identifier: Apache-2.0
#include "frontend/project/msbuild/toolset.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "frontend/project/msbuild/properties.hpp"
#include "frontend/project/text.hpp"

namespace sdvlite::frontend::project::msbuild {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 22> kNames = {
    "vctargetspath",      "vctargetspath10",  "vctargetspath11",    "vctargetspath12",     "vctargetspath14",
    "userrootdir",        "wdkcontentroot",   "wdkbinroot",         "windowssdkdir",       "windowssdk_includepath",
    "vcinstalldir",       "vctoolsinstalldir", "vsinstalldir",      "netfxkitsdir",        "msbuildextensionspath",
    "msbuildtoolspath",   "msbuildbinpath",   "msbuildprogramfiles32", "vc_includepath",   "libraryrootpath",
    "universalcrtsdkdir", "windowstargetplatformdir"};
constexpr std::array<std::string_view, 5> kEndings = {"_inc_path", "_lib_path", "_includepath", "_librarypath",
                                                      "_inc_path_wdk"};
constexpr std::array<std::string_view, 6> kBeginnings = {"vc_", "windowssdk_", "universalcrt_", "windowssdkdir_",
                                                         "msbuildextensionspath", "kit_shared_"};

/// The version of Windows that a project is for, as _WIN32_WINNT has it.
struct Target {
    std::string_view name, version;
};
constexpr std::array<Target, 10> kTargets = {{{"vista", "0x0600"},
                                              {"windowsvista", "0x0600"},
                                              {"win7", "0x0601"},
                                              {"windows7", "0x0601"},
                                              {"win8", "0x0602"},
                                              {"windows8", "0x0602"},
                                              {"windowsv6.3", "0x0603"},
                                              {"winblue", "0x0603"},
                                              {"windows10", "0x0A00"},
                                              {"windows11", "0x0A00"}}};

bool is_drive_less_root(const fs::path& path) { return path == path.root_path(); }

} // namespace

bool is_of_the_kit(std::string_view name) {
    const std::string n = lower(name);
    const std::string_view view = n;
    return std::find(kNames.begin(), kNames.end(), view) != kNames.end() ||
           std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view e) { return view.ends_with(e); }) ||
           std::any_of(kBeginnings.begin(), kBeginnings.end(), [&](std::string_view b) { return view.starts_with(b); });
}

void define_project(Properties& p, const std::string& path, const std::string& solution) {
    std::error_code ec;
    const fs::path full = fs::absolute(path, ec).lexically_normal();
    const std::string folder = full.parent_path().string();
    const std::string name = full.stem().string();
    p.set("MSBuildProjectFullPath", full.string());
    p.set("MSBuildProjectFile", full.filename().string());
    p.set("MSBuildProjectName", name);
    p.set("MSBuildProjectExtension", full.extension().string());
    p.set("MSBuildProjectDirectory", folder);
    p.set("MSBuildProjectDirectoryNoRoot", full.parent_path().relative_path().string());
    p.set("MSBuildStartupDirectory", folder);
    p.set("ProjectName", name);
    p.set("ProjectFileName", full.filename().string());
    p.set("ProjectExt", full.extension().string());
    p.set("ProjectPath", full.string());
    p.set("ProjectDir", is_drive_less_root(full.parent_path()) ? folder : folder + "/");
    p.set("VisualStudioVersion", "17.0");
    p.set("MSBuildToolsVersion", "Current");
    p.set("MSBuildVersion", "17.0.0");
    p.set("OS", "Windows_NT");
    if (!solution.empty()) {
        const fs::path s = fs::absolute(solution, ec).lexically_normal();
        p.set("SolutionDir", (s.parent_path() / "").string());
        p.set("SolutionPath", s.string());
        p.set("SolutionFileName", s.filename().string());
        p.set("SolutionName", s.stem().string());
    }
    p.enter_file(path);
}

void define_defaults(Properties& p) {
    p.set_default("ConfigurationName", p.get("Configuration"));
    p.set_default("PlatformName", p.get("Platform"));
    p.set_default("PlatformShortName", same_but_case(p.get("Platform"), "Win32") ? "x86" : p.get("Platform"));
    p.set_default("DDKPlatform", p.get("PlatformShortName"));
    p.set_default("ConfigurationType", "Application");
    constexpr std::array<Target, 3> kVersions = {{{"VISTA", "0x0600"}, {"WIN7", "0x0601"}, {"WIN8", "0x0602"}}};
    for (const Target& t : kVersions) p.set_default("_NT_TARGET_VERSION_" + std::string(t.name), t.version);
    p.set_default("_NT_TARGET_VERSION_WINBLUE", "0x0603");
    p.set_default("_NT_TARGET_VERSION_WIN10", "0x0A00");
}

void define_outputs(Properties& p) {
    const std::string toolset = lower(p.get("PlatformToolset"));
    p.set_default("IsKernelModeToolset", toolset.starts_with("windowskernelmodedriver") ? "true" : "false");
    p.set_default("IsUserModeToolset", toolset.starts_with("windowsusermodedriver") ||
                                               toolset.starts_with("windowsapplicationfordrivers")
                                           ? "true"
                                           : "false");
    const std::string target = lower(p.get("TargetVersion"));
    for (const Target& t : kTargets)
        if (t.name == target) p.set_default("_NT_TARGET_VERSION", t.version);
    p.set_default("_NT_TARGET_VERSION", "0x0A00");
    p.set_default("TargetName", p.get("ProjectName"));
    p.set_default("OutDir", p.get("Platform") + "/" + p.get("Configuration") + "/");
    p.set_default("IntDir", p.get("Platform") + "/" + p.get("Configuration") + "/");
    p.set_default("TargetExt", same_but_case(p.get("ConfigurationType"), "Driver")          ? ".sys"
                               : same_but_case(p.get("ConfigurationType"), "StaticLibrary") ? ".lib"
                               : same_but_case(p.get("ConfigurationType"), "Application")   ? ".exe"
                                                                                            : ".dll");
    p.set_default("TargetFileName", p.get("TargetName") + p.get("TargetExt"));
    p.set_default("TargetPath", p.get("OutDir") + p.get("TargetFileName"));
}

} // namespace sdvlite::frontend::project::msbuild
