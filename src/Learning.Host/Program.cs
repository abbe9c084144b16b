using Learning.Framework;
using Learning.Host;

// The modules of this site. Order is the order of the data's way (design: nobody calls upstream).
var modules = new ModuleCatalog(
    new Learning.People.Startup(),
    new Learning.Curricula.Startup(),
    new Learning.Media.Startup(),
    new Learning.Hours.Startup(),
    new Learning.Certificates.Startup(),
    new Learning.Targets.Startup(),
    new Learning.Bureau.Startup(),
    new Learning.Theme.Startup());

return await Commands.RunAsync(args, modules);
